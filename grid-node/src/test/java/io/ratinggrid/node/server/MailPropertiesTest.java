package io.ratinggrid.node.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.ratinggrid.node.mail.MailSettings.Security;
import io.ratinggrid.node.notice.PacedChannel;
import io.ratinggrid.node.toy.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a node takes for part {@code node.mail}, before any server is spoken to. */
class MailPropertiesTest {
    @TempDir
    private Path directory;

    @Test
    void shouldTakeWhatIsWhole() throws IOException {
        contacts("anna,anna@example.org,de\n");
        Files.writeString(directory.resolve("password"), "secret\n");
        final PacedChannel channel = properties("mail.example.org", Security.STARTTLS, "grid", "billing@example.org")
                .channel(new ManualClock());
        channel.channel().close();
        assertEquals("mail", channel.name());
        assertEquals(3, channel.pace().attempts());
    }

    @Test
    void shouldNeedAServerASenderAndContacts() {
        assertEquals(
                "node.mail needs host, from and contacts-file: host=null from=a@b.org contacts-file="
                        + directory.resolve("contacts.csv") + "; docs/OPERATIONS.md says what they are",
                refusal(() -> properties(null, Security.TLS, null, "a@b.org")));
    }

    @Test
    void shouldNotTellOthersOnTheWay() {
        assertTrue(refusal(() -> properties("192.0.2.1", Security.NONE, null, "a@b.org"))
                .startsWith("node.mail.security=none with host=192.0.2.1 tells everyone"));
        properties("127.0.0.1", Security.NONE, null, "a@b.org");
    }

    @Test
    void shouldSayThatTheSenderIsNone() throws IOException {
        contacts("");
        assertTrue(refusal(() ->
                        properties("127.0.0.1", Security.NONE, null, "billing").channel(new ManualClock()))
                .startsWith("node.mail.from=billing is no address, as in billing@example.org: "));
    }

    @Test
    void shouldSayWhichLineOfTheContactsIsWrong() throws IOException {
        contacts("anna,anna at example.org,de\n");
        assertTrue(refusal(() ->
                        properties("127.0.0.1", Security.NONE, null, "a@b.org").channel(new ManualClock()))
                .startsWith("node.mail cannot be used: " + directory.resolve("contacts.csv")
                        + " line 2: address 'anna at example.org' is none"));
    }

    private MailProperties properties(
            final String host, final Security security, final String user, final String from) {
        return new MailProperties(
                host,
                587,
                security,
                user,
                user == null ? null : directory.resolve("password"),
                from,
                directory.resolve("contacts.csv"),
                null,
                "en",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                3);
    }

    private void contacts(final String lines) throws IOException {
        Files.writeString(directory.resolve("contacts.csv"), "account,address,language\n" + lines);
    }

    /** What it is refused with. */
    private static String refusal(final Executable refused) {
        return assertThrows(IllegalArgumentException.class, refused).getMessage();
    }
}
