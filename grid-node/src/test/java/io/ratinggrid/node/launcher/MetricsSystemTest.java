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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.ratinggrid.persistence.storage.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Metrics, health and readiness of a node process and a gateway process, and that OPERATIONS knows each metric. */
final class MetricsSystemTest {
    private static final Path OPERATIONS = Path.of("../docs/OPERATIONS.md");
    private static final Path CATALOG = Path.of("../rating-compute/src/main/resources/samples/figure-2");
    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (ratinggrid_\\w+) (\\S.*)$");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (ratinggrid_\\w+) .*$");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(ratinggrid_\\w+)[`{][^|]*\\|([^|]*)\\|[^|]+\\|[^|]+\\|$");
    private static final String LINES =
            """
            {"type": "open-account", "at": "2026-06-01T00:00:00Z", "account": "a", "currency": "EUR",\
             "timezone": "Europe/London", "cycle-day": 1, "subscribers": [{"id": "line-1"}]}
            {"type": "usage", "at": "2026-06-02T00:00:00Z", "id": "1", "account": "a", "subscriber": "line-1",\
             "service": "voice", "quantity": "60 s", "to": "+447700900123"}
            {"type": "usage", "at": "2026-06-02T00:00:00Z", "id": "2", "account": "a", "subscriber": "line-1",\
             "service": "voice", "quantity": "-60 s", "to": "+447700900123"}
            """;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void shouldShowWhatOperationsExplains() throws Exception {
        final int nodeHttp = FreePorts.one();
        final int gatewayHttp = FreePorts.one();
        final int gatewayPort = FreePorts.one();
        final Path nodeFile = write("node.yaml", node(FreePorts.one(), gatewayPort, nodeHttp));
        final Path gatewayFile = write("gateway.yaml", gateway(gatewayPort, gatewayHttp));
        try (Program gateway = Program.start(directory.resolve("gateway.log"), "gateway", "--config", gatewayFile)) {
            gateway.await("answer of a gateway without a node", () -> ready(gatewayHttp)
                    .contains("503 "));
            assertTrue(ready(gatewayHttp).contains("no node of gateway.nodes"), ready(gatewayHttp));
            try (Program node = Program.start(directory.resolve("node.log"), "node", "--config", nodeFile)) {
                node.await("ready node", () -> ready(nodeHttp).startsWith("200 "));
                gateway.await("ready gateway", () -> ready(gatewayHttp).startsWith("200 "));
                Files.writeString(directory.resolve("gateway/in/commands/.lines"), LINES);
                Files.move(
                        directory.resolve("gateway/in/commands/.lines"),
                        directory.resolve("gateway/in/commands/lines.jsonl"));
                gateway.await("committed commands", () -> get(gatewayHttp, "/metrics")
                        .contains("\nratinggrid_commands_committed_total 3.0\n"));
                checkNode(get(nodeHttp, "/metrics"));
                checkGateway(get(gatewayHttp, "/metrics"));
                checkHealth(get(nodeHttp, "/health"), get(gatewayHttp, "/health"));
            }
            gateway.await("answer of a gateway whose node has gone", () -> ready(gatewayHttp)
                    .contains("503 "));
        }
    }

    private static void checkNode(final String metrics) throws IOException {
        assertEquals(documented("node"), named(metrics), "metrics of a node against OPERATIONS.md");
        assertLine(metrics, "ratinggrid_partition_moves_total{from=\"OPENING\",to=\"OPEN\"} 8.0");
        assertLine(metrics, "ratinggrid_partition_moves_total{from=\"OPEN\",to=\"FENCED\"} 0.0");
        assertLine(metrics, "ratinggrid_partitions_owned 8.0");
        assertLine(metrics, "ratinggrid_partitions_open 8.0");
        assertLine(metrics, "ratinggrid_partitions_opening 0.0");
        assertLine(metrics, "ratinggrid_partitions_following 0.0");
        assertLine(metrics, "ratinggrid_majority 1.0");
        assertLine(metrics, "ratinggrid_checkpoint_buffer_limit_bytes 6.7108864E7");
        assertTrue(value(metrics, "ratinggrid_append_seconds_count{outcome=\"MINE\"}") >= 17, metrics);
        assertTrue(value(metrics, "ratinggrid_checkpoint_last_duration_seconds") > 0, metrics);
        assertTrue(value(metrics, "ratinggrid_disk_free_bytes") > 0, metrics);
    }

    private static void checkGateway(final String metrics) throws IOException {
        assertEquals(documented("gateway"), named(metrics), "metrics of a gateway against OPERATIONS.md");
        assertLine(metrics, "ratinggrid_commands_pending{stream=\"gateway-1\"} 0.0");
        assertLine(metrics, "ratinggrid_records_rejected_total 1.0");
        assertLine(metrics, "ratinggrid_oldest_pending_seconds{stream=\"gateway-1\"} 0.0");
        assertLine(metrics, "ratinggrid_stream_open 1.0");
        assertLine(metrics, "ratinggrid_commands_committed_total 3.0");
        assertLine(metrics, "ratinggrid_records_suspended{reason=\"NO_TARIFF\"} 1.0");
        assertLine(metrics, "ratinggrid_records_suspended{reason=\"TOO_OLD_TO_CHECK\"} 0.0");
        assertLine(metrics, "ratinggrid_disk_limit_bytes 2.68435456E8");
    }

    private static void checkHealth(final String node, final String gateway) {
        assertTrue(node.startsWith("200 ") && node.contains("\"partitionsOpen\":8"), node);
        assertTrue(gateway.startsWith("200 ") && gateway.contains("\"oldestPendingSeconds\":0"), gateway);
    }

    private static void assertLine(final String metrics, final String line) {
        assertTrue(
                metrics.contains("\n" + line + "\n"),
                () -> line + " is not among "
                        + metrics.lines()
                                .filter(shown -> shown.startsWith("ratinggrid_"))
                                .toList());
    }

    private static double value(final String metrics, final String name) {
        final int start = metrics.indexOf("\n" + name + " ") + name.length() + 2;
        return Double.parseDouble(metrics.substring(start, metrics.indexOf('\n', start)));
    }

    /** Names that a process shows, each with a help text. The greatest value of a time is a part of it, not a name. */
    private static Set<String> named(final String metrics) {
        final Set<String> types = all(TYPE, metrics);
        assertEquals(types, all(HELP, metrics), "metrics without a help text");
        return types.stream()
                .filter(name -> !types.contains(name.replaceAll("_max$", "")) || !name.endsWith("_max"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> all(final Pattern pattern, final String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> documented(final String process) throws IOException {
        final Set<String> names = new TreeSet<>();
        final Matcher rows = ROW.matcher(Files.readString(OPERATIONS));
        while (rows.find()) {
            if (List.of(rows.group(2).strip().split(", ")).contains(process)) {
                names.add(rows.group(1));
            }
        }
        return names;
    }

    private String ready(final int port) {
        return get(port, "/ready");
    }

    /** Status and body; empty while nobody listens. */
    private String get(final int port, final String path) {
        try {
            final HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (final IOException e) {
            return "";
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path write(final String name, final String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private String node(final int discovery, final int gateways, final int http) {
        return """
        node:
          name: node-1
          data: %s
          catalog: %s
          discovery-port: %d
          gateway-port: %d
          peers: 127.0.0.1:%d
          memory: 256MB
        grid:
          partitions: 8
          backups: 0
        server:
          port: %d
        """
                .formatted(directory.resolve("node"), catalog(), discovery, gateways, discovery, http);
    }

    private String gateway(final int node, final int http) {
        return """
        gateway:
          name: gateway-1
          data: %s
          catalog: %s
          nodes: 127.0.0.1:%d
          partitions: 8
        server:
          port: %d
        """
                .formatted(directory.resolve("gateway"), catalog(), node, http);
    }

    private static Path catalog() {
        return CATALOG.toAbsolutePath().normalize();
    }
}
