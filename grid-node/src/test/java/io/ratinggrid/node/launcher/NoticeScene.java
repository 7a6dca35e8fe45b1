package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

import io.ratinggrid.persistence.storage.FreePorts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A catalog that tells of thresholds, ports of a node and a gateway, and a client of theirs. One thread. */
final class NoticeScene implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();

    static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: EUR
            timezone: Europe/London
            services: {data: {unit: octet}}
            buckets: {quota: {unit: GB, services: [data], validity: cycle, notify: usual}}
            tariffs: {t: {charges: {c: {service: data, line: Data, price: 1.00 / GB}}}}
            plans: {p: {tariffs: [t], grants: {quota: 10 GB}, cap: {amount: 5.00, notify: [100%]}}}
            """;

    final int nodeHttp = FreePorts.one();
    final int gatewayHttp = FreePorts.one();
    final int streamPort = FreePorts.one();
    private final Path directory;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Servers servers = new Servers();

    NoticeScene(final Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(catalog());
        Files.writeString(catalog().resolve("catalog.yaml"), CATALOG);
    }

    Path catalog() {
        return directory.resolve("catalog");
    }

    /** {@code more}: further lines of part {@code node} of its file. */
    void startNode(final String more) throws IOException {
        servers.startNode(directory, catalog(), streamPort, nodeHttp, more);
    }

    void startGateway() throws IOException {
        servers.startGateway(directory, catalog(), streamPort, "127.0.0.1", gatewayHttp, "");
    }

    @Override
    public void close() {
        servers.close();
    }

    void openAccounts(final String... names) throws Exception {
        for (final String name : names) {
            send(
                    """
                    {"type": "open-account", "at": "2026-06-01T00:00:00Z", "account": "%s", "timezone": "Europe/London", "plans": ["p"]}
                    """
                            .formatted(name));
        }
    }

    void use(final String id, final String account, final String quantity) throws Exception {
        send(
                """
                {"type": "usage", "at": "2026-06-02T00:00:00Z", "id": "%s", "account": "%s", "service": "data", "quantity": "%s"}
                """
                        .formatted(id, account, quantity));
    }

    private void send(final String line) throws Exception {
        final HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + gatewayHttp + "/commands?answer=committed&timeout=30s"))
                        .POST(HttpRequest.BodyPublishers.ofString(line))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals("[\"DONE\"]", JSON.readTree(answer.body()).path("results").toString(), answer.body());
    }

    /** Those of an account that are not delivered, as the node has them. */
    JsonNode notices(final String account) {
        return notices(nodeHttp, "/accounts/" + account + "/notices");
    }

    JsonNode givenUp() {
        return notices(nodeHttp, "/notices/given-up");
    }

    /** Not known is as good as not yet. */
    JsonNode notices(final int port, final String path) {
        final HttpResponse<String> answer = get(port, path);
        if (answer.statusCode() != 200) {
            throw new UncheckedIOException(new IOException(answer.body()));
        }
        return JSON.readTree(answer.body()).path("notices");
    }

    HttpResponse<String> post(final int port, final String path) {
        return answer(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    HttpResponse<String> get(final int port, final String path) {
        return answer(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build());
    }

    private HttpResponse<String> answer(final HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitMetric(final String line) throws InterruptedException {
        await(line, () -> get(nodeHttp, "/metrics").body().contains("\n" + line + "\n"));
    }

    /** Nobody listening is as good as not yet. */
    static void await(final String what, final BooleanSupplier condition) throws InterruptedException {
        final long deadlineNs = System.nanoTime() + 120_000_000_000L;
        while (!holds(condition)) {
            assertTrue(System.nanoTime() < deadlineNs, () -> "no " + what);
            Thread.sleep(50);
        }
    }

    static boolean holds(final BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (final UncheckedIOException notYet) {
            return false;
        }
    }

    /** {@code quota 50} */
    static String reached(final String body) {
        final JsonNode json = JSON.readTree(body);
        return (json.has("bucket") ? json.path("bucket") : json.path("plan")).asString() + " "
                + json.path("percent").asInt();
    }
}
