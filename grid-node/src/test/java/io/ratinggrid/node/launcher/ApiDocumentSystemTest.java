package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ratinggrid.persistence.storage.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries {@code docs/API.md} out against a real node and a real gateway in this process: the answer to each call holds what
 * the page says of it.
 */
@Timeout(180)
final class ApiDocumentSystemTest {
    private static final Path DOCUMENT = Path.of("../docs/API.md");
    private static final Pattern CATALOG = Pattern.compile("(?ms)^```yaml catalog\n(.*?)^```$");
    private static final Pattern STEP = Pattern.compile(
            "(?ms)^```sh\ncurl -s(?: -H 'Idempotency-Key: ([^']+)')? '?localhost:7611([^\\s']+)'?(?: --data-binary '\n(.*?)')?\n```\n\n```json\n(.*?)^```$");
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Servers servers = new Servers();
    private int http;

    @BeforeEach
    void start() throws IOException {
        final Path catalog = Files.createDirectory(directory.resolve("catalog"));
        final Matcher text = CATALOG.matcher(Files.readString(DOCUMENT));
        assertTrue(text.find());
        Files.writeString(catalog.resolve("catalog.yaml"), text.group(1));
        final int streams = FreePorts.one();
        http = FreePorts.one();
        servers.startNode(directory, catalog, streams, FreePorts.one(), "");
        servers.startGateway(directory, catalog, streams, "127.0.0.1", http, "");
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void shouldAnswerAsThePageSays() throws Exception {
        final String page = Files.readString(DOCUMENT);
        final Matcher steps = STEP.matcher(page);
        int count = 0;
        while (steps.find()) {
            check(steps, JSON.readTree(steps.group(4)));
            count++;
        }
        assertEquals(page.split("\n```sh\n", -1).length - 1, count, "calls that no pattern here reads");
    }

    /** What is asked for is asked until it is there: numbers of a series come after their documents. */
    private void check(final MatchResult step, final JsonNode said) throws Exception {
        final String body = step.group(3);
        final long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            final String answer = call(step.group(1), step.group(2), body);
            try {
                assertHolds(said, JSON.readTree(answer), () -> step.group() + answer);
                return;
            } catch (final AssertionError e) {
                if (body != null || System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private String call(final String key, final String path, final String body) throws Exception {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (body != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Members that are not said may be anything; an array has as many elements as are said. */
    private static void assertHolds(final JsonNode said, final JsonNode given, final Supplier<String> message) {
        if (said.isObject()) {
            for (final Map.Entry<String, JsonNode> member : said.properties()) {
                assertHolds(member.getValue(), given.path(member.getKey()), message);
            }
        } else if (said.isArray()) {
            assertEquals(said.size(), given.size(), message);
            for (int i = 0; i < said.size(); i++) {
                assertHolds(said.get(i), given.path(i), message);
            }
        } else {
            assertEquals(said, given, message);
        }
    }
}
