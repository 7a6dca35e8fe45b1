package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ratinggrid.persistence.storage.FreePorts;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Notices from the event that reaches a threshold to a real SMTP server, which comes late. */
@Timeout(300)
final class MailNoticeSystemTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private GreenMail server;
    private NoticeScene scene;

    @AfterEach
    void stop() {
        scene.close();
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void shouldWriteOnceTheServerIsThereAndSomebodyIsNamed() throws Exception {
        scene = new NoticeScene(directory);
        final int port = FreePorts.one();
        final Path contacts = directory.resolve("contacts.csv");
        Files.writeString(contacts, "account,address,language\nanna,anna@example.org,de\n");
        scene.startNode(
                """
                  mail:
                    host: 127.0.0.1
                    port: %d
                    security: none
                    from: billing@grid.example.org
                    contacts-file: %s
                    retry-after: 100ms
                    most-retry-after: 300ms
                    attempts: 10000
                """
                        .formatted(port, contacts));
        scene.startGateway();
        scene.openAccounts("anna", "bert");
        scene.use("u1", "anna", "8 GB");
        scene.use("u2", "bert", "5 GB");
        NoticeScene.await("failure", () -> scene.get(scene.nodeHttp, "/metrics")
                .body()
                .matches("(?s).*\nratinggrid_notices_failed_total\\{channel=\"mail\"} [1-9].*"));

        server = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
        server.start();
        NoticeScene.await("those of anna", () -> scene.notices("anna").isEmpty());
        assertEquals(1, scene.notices("bert").size(), "nobody is named");
        Files.writeString(contacts, "account,address,language\nanna,anna@example.org,de\nbert,bert@example.org,en\n");
        NoticeScene.await("that of bert", () -> scene.notices("bert").isEmpty());

        assertEquals(
                List.of(
                        "anna@example.org anna: quota hat 50 % erreicht",
                        "anna@example.org anna: quota hat 80 % erreicht",
                        "bert@example.org bert: quota has reached 50 %"),
                Arrays.stream(server.getReceivedMessages())
                        .map(MailNoticeSystemTest::line)
                        .sorted()
                        .distinct()
                        .toList());
    }

    private static String line(final MimeMessage message) {
        try {
            return message.getAllRecipients()[0] + " " + message.getSubject();
        } catch (final MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
