package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Notices of a standalone, on the real program, from a dropped file to a real HTTP server. */
@Timeout(300)
final class StandaloneNoticeSystemTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final ConcurrentLinkedQueue<String> posted = new ConcurrentLinkedQueue<>();
    private volatile boolean takes = true;
    private HttpServer receiver;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(directory.resolve("catalog"));
        Files.writeString(directory.resolve("catalog/catalog.yaml"), NoticeScene.CATALOG);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::take);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private void take(final HttpExchange exchange) throws IOException {
        final String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (takes) {
            posted.add(body);
        }
        exchange.sendResponseHeaders(takes ? 204 : 503, -1);
        exchange.close();
    }

    @Test
    void shouldDeliverAsANodeDoesAndAgainWhatWasGivenUp() throws Exception {
        try (Program standalone = standalone()) {
            standalone.awaitLog("ready");
            drop(
                    "a.jsonl",
                    """
                    {"type": "open-account", "at": "2026-06-01T00:00:00Z", "id": "o1", "account": "anna", "timezone": "Europe/London", "plans": ["p"]}
                    {"type": "usage", "at": "2026-06-02T00:00:00Z", "id": "u1", "account": "anna", "service": "data", "quantity": "5 GB"}
                    """);
            standalone.await("a delivery", () -> posted.size() == 1);
            takes = false;
            drop(
                    "b.jsonl",
                    """
                    {"type": "usage", "at": "2026-06-02T00:00:00Z", "id": "u2", "account": "anna", "service": "data", "quantity": "3 GB"}
                    """);
            standalone
                    .awaitLog("webhook did not take ")
                    .awaitLog("notice 2 of anna is given up: webhook: it answered 503");
        }
        takes = true;
        try (Program standalone = standalone("--retry-notices")) {
            standalone.awaitLog("notices that are delivered again: 1");
            standalone.await("a delivery", () -> posted.size() == 2);
        }
        assertEquals(
                Set.of("quota 50", "quota 80"),
                posted.stream().map(NoticeScene::reached).collect(Collectors.toSet()));
    }

    @Test
    void shouldRefuseAFileWithOtherSettings() throws Exception {
        assertRefused("node:\n  name: n\n", "node.name is no setting");
        assertRefused("node:\n  kafka:\n    topic: t\n", "node.kafka needs bootstrap-servers and topic");
        final Cli.Result missing = Cli.run(
                "standalone", "--data", directory.resolve("data"), "--catalog", catalog(), "--config", "/nowhere");
        assertEquals("ratinggrid: /nowhere does not exist", missing.err().strip());
        assertEquals(1, missing.status());
    }

    private void assertRefused(final String yaml, final String words) throws IOException {
        final Cli.Result refused = Cli.run(
                "standalone",
                "--data",
                directory.resolve("data"),
                "--catalog",
                catalog(),
                "--config",
                Files.writeString(directory.resolve("wrong.yaml"), yaml));
        assertEquals(1, refused.status());
        assertTrue(
                refused.err().startsWith("ratinggrid: cannot start: ")
                        && refused.err().contains(words),
                refused.err());
    }

    private Path catalog() {
        return directory.resolve("catalog");
    }

    private Program standalone(final Object... more) throws IOException {
        Files.writeString(
                directory.resolve("secret"), "whsec_" + Base64.getEncoder().encodeToString(new byte[24]) + "\n");
        final Path config = Files.writeString(
                directory.resolve("notices.yaml"),
                """
                node:
                  webhook:
                    url: http://127.0.0.1:%d/
                    secret-file: %s
                    retry-after: 100ms
                    attempts: 2
                """
                        .formatted(receiver.getAddress().getPort(), directory.resolve("secret")));
        final List<Object> line = new ArrayList<>(
                List.of("standalone", "--data", directory.resolve("data"), "--catalog", catalog(), "--config", config));
        line.addAll(List.of(more));
        return Program.start(directory.resolve("log-" + more.length), line.toArray());
    }

    private void drop(final String name, final String lines) throws IOException {
        final Path commands = directory.resolve("data/in/commands");
        final Path beside = Files.writeString(commands.resolve("." + name), lines);
        Files.move(beside, commands.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
