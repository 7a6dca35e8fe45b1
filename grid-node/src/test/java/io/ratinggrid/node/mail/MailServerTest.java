package io.ratinggrid.node.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ratinggrid.node.notice.Notice;
import io.ratinggrid.node.toy.ManualClock;
import io.ratinggrid.persistence.storage.FreePorts;
import io.ratinggrid.rating.partition.PendingNotice;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Notices by a real SMTP server. */
@Timeout(60)
final class MailServerTest {
    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock();
    private int port;
    private GreenMail server;
    private MailServer mail;

    @BeforeEach
    void prepare() throws IOException {
        port = FreePorts.one();
        contacts("anna,anna@example.org,de\nbert,bert@example.org,en\nbert,boss@example.org,en\nnobody,,\n");
    }

    @AfterEach
    void stop() {
        if (mail != null) {
            mail.close();
        }
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void shouldWriteInTheLanguageOfWhoIsTold() throws Exception {
        serve("smtp");
        mail = mail(MailSettings.Security.NONE, Optional.empty());
        assertEquals(Optional.empty(), send("anna", 3));
        final MimeMessage message = server.getReceivedMessages()[0];
        assertEquals("anna: quota hat 80 % erreicht", message.getSubject());
        assertEquals("<000000000000007f-3-0@grid.example.org>", message.getMessageID());
        assertEquals("Billing <billing@grid.example.org>", message.getFrom()[0].toString());
        assertEquals("anna@example.org", message.getRecipients(Message.RecipientType.TO)[0].toString());
        assertEquals("auto-generated", message.getHeader("Auto-Submitted")[0]);
        assertEquals(clock.timeMs() / 1000, message.getSentDate().getTime() / 1000);
        assertTrue(message.getContent().toString().contains("sind 8.5 GB von 10 GB verbraucht"));
    }

    @Test
    void shouldWriteToAllOfAnAccountAndToNobodyWhereTheFileSaysSo() throws Exception {
        serve("smtp");
        mail = mail(MailSettings.Security.NONE, Optional.empty());
        assertEquals(Optional.empty(), send("bert", 1));
        assertEquals(Optional.empty(), send("nobody", 1));
        assertEquals(2, server.getReceivedMessages().length);
        assertEquals("<000000000000007f-1-1@grid.example.org>", server.getReceivedMessages()[1].getMessageID());
    }

    @Test
    void shouldNotTakeWhatNobodyIsNamedFor() throws Exception {
        mail = mail(MailSettings.Security.NONE, Optional.empty());
        assertEquals(
                Optional.of(directory.resolve("contacts.csv") + " has no line of account carl, and none of *"),
                send("carl", 1));
        contacts("broken,,\nbroken\n");
        assertTrue(send("carl", 1).orElseThrow().contains("Record 3 has 1 fields"));
    }

    @Test
    void shouldWriteTheSameAgainWhenTheServerIsThere() throws Exception {
        mail = mail(MailSettings.Security.NONE, Optional.empty());
        assertTrue(send("anna", 2).orElseThrow().contains("Couldn't connect to host"));
        serve("smtp");
        assertEquals(Optional.empty(), send("anna", 2));
        assertEquals(Optional.empty(), send("anna", 2));
        server.stop();
        assertTrue(send("anna", 4).isPresent());
        serve("smtp");
        assertEquals(Optional.empty(), send("anna", 4));
        assertEquals("<000000000000007f-4-0@grid.example.org>", server.getReceivedMessages()[0].getMessageID());
    }

    @Test
    void shouldLogIn() throws Exception {
        serve("smtp");
        server.setUser("billing@grid.example.org", "grid", "secret");
        mail = mail(MailSettings.Security.NONE, Optional.of("secret"));
        assertEquals(Optional.empty(), send("anna", 1));
        mail.close();
        mail = mail(MailSettings.Security.NONE, Optional.of("wrong"));
        assertTrue(send("anna", 1).orElseThrow().startsWith("AuthenticationFailedException"));
    }

    @Test
    void shouldTellNothingToAServerThatCannotKeepItSecret() throws Exception {
        serve("smtp");
        mail = mail(MailSettings.Security.STARTTLS, Optional.empty());
        assertTrue(send("anna", 1).orElseThrow().contains("STARTTLS"));
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void shouldTellNothingToAServerThatNobodyVouchesFor() throws Exception {
        serve("smtps");
        mail = mail(MailSettings.Security.TLS, Optional.empty());
        assertTrue(send("anna", 1).isPresent());
        assertEquals(0, server.getReceivedMessages().length);
    }

    private void serve(final String protocol) {
        server = new GreenMail(new ServerSetup(port, HOST, protocol));
        server.start();
    }

    private void contacts(final String lines) throws IOException {
        Files.writeString(directory.resolve("contacts.csv"), "account,address,language\n" + lines);
    }

    private MailServer mail(final MailSettings.Security security, final Optional<String> password) throws Exception {
        return MailServer.of(
                new MailSettings(
                        InetAddress.getLoopbackAddress().getHostAddress(),
                        port,
                        security,
                        password.map(set -> "grid"),
                        password,
                        new InternetAddress("Billing <billing@grid.example.org>"),
                        directory.resolve("contacts.csv"),
                        null,
                        "en",
                        Duration.ofSeconds(10)),
                clock);
    }

    private Optional<String> send(final String account, final int number) throws Exception {
        final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();
        mail.send(
                new Notice(
                        new PendingNotice(0x7f, account, number, 1, "", 0, 0, 0, 80, 1, 1, 2, false),
                        """
                        {"v": 1, "type": "threshold", "id": "7f-%d", "at": "2026-06-02T10:00:00Z", "account": "%s",
                         "bucket": "quota", "percent": 80, "threshold": "8 GB", "reached": "8.5 GB", "of": "10 GB"}
                        """
                                .formatted(number, account)),
                outcome::complete);
        return outcome.get(30, TimeUnit.SECONDS);
    }
}
