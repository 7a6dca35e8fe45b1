package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import io.ratinggrid.persistence.storage.FreePorts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real node is killed while a process stands by. */
@Tag("slow")
@Timeout(300)
final class StandbySystemTest {
    private static final Path CATALOG = Path.of("../rating-compute/src/main/resources/samples/figure-2");

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void shouldTakeTheKilledNodesPlaceWithAllThatItHad() throws Exception {
        final int http = FreePorts.one();
        final int streams = FreePorts.one();
        final int gateway = FreePorts.one();
        final Path file = Servers.nodeFile(directory, CATALOG, streams, http, "");
        try (Servers gateways = new Servers();
                Program first = Program.start(directory.resolve("first.log"), "node", "--config", file, "--standby")) {
            // Nobody runs the node, so there is nothing to wait for.
            first.await("ready node", () -> get(http, "/ready").startsWith("200 "));
            assertFalse(first.log().contains("the place of"), first.log());
            gateways.startGateway(directory, CATALOG, streams, "127.0.0.1", gateway, "");
            assertDone(open(gateway, "early"));
            try (Program second =
                    Program.start(directory.resolve("second.log"), "node", "--config", file, "--standby")) {
                second.awaitLog("is ready to take the place of node node-1, rehearsed with records=624000");
                assertFalse(Files.exists(directory.resolve("node/rehearsal")), "what was rehearsed with is left");
                assertTrue(get(http, "/ready").startsWith("200 "), first.log());
                assertTrue(first.kill(0));
                second.awaitLog("takes the place of node node-1");
                second.await("ready node", () -> get(http, "/ready").startsWith("200 "));
                assertDone(open(gateway, "late"));
                assertTrue(get(http, "/accounts/early").startsWith("200 "), get(http, "/accounts/early"));
                assertTrue(get(http, "/accounts/late").startsWith("200 "), get(http, "/accounts/late"));
            }
        }
    }

    @Test
    void shouldSayAtOnceWhatIsWrongWithItsFile() throws Exception {
        final Path file = Servers.nodeFile(directory, CATALOG, FreePorts.one(), FreePorts.one(), "");
        Files.writeString(file, Files.readString(file).replace("name: node-1", "nam: node-1"));
        final Cli.Result result = Cli.run("node", "--config", file.toString(), "--standby");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("node.nam is no setting; did you mean 'node.name'?"), result.err());
    }

    @Test
    void shouldRehearseWithNothingOfTheNodesOwnSettings() throws Exception {
        final Path own = directory.resolve("own");
        System.setProperty("node.data", own.toString());
        System.setProperty("node.webhook.url", "no address");
        try {
            final AtomicInteger looks = new AtomicInteger();
            final long rated = new Rehearsal(directory.resolve("rehearsal"), () -> looks.incrementAndGet() > 10).run();
            assertTrue(rated >= 0 && looks.get() > 10, "rated=" + rated + " looks=" + looks);
        } finally {
            System.clearProperty("node.data");
            System.clearProperty("node.webhook.url");
        }
        assertFalse(Files.exists(own), "it used the node's directory");
        assertFalse(Files.exists(directory.resolve("rehearsal")), "what was rehearsed with is left");
    }

    private static void assertDone(final String answer) {
        assertTrue(answer.startsWith("200 ") && answer.contains("\"results\":[\"DONE\"]"), answer);
    }

    /** What the gateway says once it is committed. */
    private String open(final int gateway, final String account) throws IOException, InterruptedException {
        final URI commands = URI.create("http://127.0.0.1:" + gateway + "/commands?answer=committed&timeout=60s");
        final HttpRequest request = HttpRequest.newBuilder(commands)
                .POST(HttpRequest.BodyPublishers.ofString(
                        """
                        {"type": "open-account", "at": "2026-06-01T00:00:00Z", "account": "%s", "currency": "EUR",\
                         "timezone": "Europe/London", "cycle-day": 1, "plans": ["mobile"]}
                        """
                                .formatted(account)))
                .build();
        final HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private String get(final int http, final String path) {
        try {
            final HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (final IOException e) {
            return e.toString();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }
}
