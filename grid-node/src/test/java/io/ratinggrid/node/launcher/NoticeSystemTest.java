package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ratinggrid.persistence.storage.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Notices from the event that reaches a threshold to a real HTTP server, which fails, and past the death of the node. */
@Timeout(300)
final class NoticeSystemTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] SECRET = "a secret of twenty-four bytes".getBytes(StandardCharsets.US_ASCII);
    private static final String CATALOG =
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

    private record Delivery(String id, String timestamp, String signature, String body) {}

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Servers servers = new Servers();
    private final ConcurrentLinkedQueue<Delivery> taken = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Delivery> refused = new ConcurrentLinkedQueue<>();
    private HttpServer receiver;
    private volatile boolean takes = true;
    private int receiverPort;
    private int nodeHttp;
    private int gatewayHttp;
    private int streamPort;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(directory.resolve("catalog"));
        Files.writeString(directory.resolve("catalog/catalog.yaml"), CATALOG);
        Files.writeString(
                directory.resolve("secret"), "whsec_" + Base64.getEncoder().encodeToString(SECRET) + "\n");
        receiverPort = FreePorts.one();
        nodeHttp = FreePorts.one();
        gatewayHttp = FreePorts.one();
        streamPort = FreePorts.one();
    }

    @AfterEach
    void stop() {
        servers.close();
        if (receiver != null) {
            receiver.stop(0);
        }
    }

    @Test
    void shouldDeliverWhatIsNotTakenAtOnceAndJournalIt() throws Exception {
        takes = false;
        receive();
        servers.startNode(directory, catalog(), streamPort, nodeHttp, webhook(50));
        startGateway();
        openAccounts("anna");
        use("u1", "anna", "8 GB");
        await("two deliveries that were refused", () -> ids(refused).size() == 2 && refused.size() > 4);
        assertEquals(2, notices(nodeHttp, "/accounts/anna/notices").size());
        takes = true;
        await("no notice", () -> notices(gatewayHttp, "/accounts/anna/notices").isEmpty());
        use("u2", "anna", "12 GB");
        await("no notice", () -> notices(nodeHttp, "/accounts/anna/notices").isEmpty());
        assertEquals(
                Set.of("quota 50", "quota 80", "quota 100", "p 100"),
                taken.stream().map(NoticeSystemTest::reached).collect(Collectors.toSet()));
        assertEquals(4, ids(taken).size());
        assertTrue(ids(taken).containsAll(ids(refused)), "a repeat has the id of the first");
        for (final Delivery delivery : taken) {
            assertSigned(delivery);
        }
        final JsonNode body = taken.stream()
                .map(delivery -> JSON.readTree(delivery.body()))
                .filter(json -> json.has("plan"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                JSON.readTree(
                        """
                        {"v": 1, "type": "threshold", "at": "2026-06-02T00:00:00Z", "account": "anna", "plan": "p",
                         "cycle": "2026-06-01", "percent": 100, "threshold": "5.00 EUR", "reached": "10.00 EUR", "of": "5.00 EUR"}
                        """),
                without(body, "id"));
        awaitMetric("ratinggrid_notices_delivered_total 4.0");
        awaitMetric("ratinggrid_notices_given_up_total 0.0");
    }

    private void awaitMetric(final String line) throws InterruptedException {
        await(line, () -> get(nodeHttp, "/metrics").body().contains("\n" + line + "\n"));
    }

    @Test
    void shouldKeepWhatIsGivenUpUntilItIsRetried() throws Exception {
        servers.startNode(directory, catalog(), streamPort, nodeHttp, webhook(3));
        startGateway();
        openAccounts("anna", "bert");
        use("u1", "anna", "5 GB");
        use("u2", "bert", "5 GB");
        await("two that are given up", () -> givenUp().size() == 2);
        awaitMetric("ratinggrid_notices_given_up_total 2.0");
        final String url = "http://127.0.0.1:" + nodeHttp;
        final String listed = Cli.run("notice", "given-up", "--url", url).out();
        assertTrue(listed.matches("(?s).*\nanna +1 +.*quota +50 % +5 GB +5 GB.*\nbert +1 .*"), listed);
        receive();
        final Cli.Result retried = Cli.run("notice", "retry", "--url", url, "anna", "1");
        assertEquals("notice 1 of anna is to be delivered again", retried.out().strip(), retried.err());
        await("a delivery", () -> taken.size() == 1);
        assertEquals("anna", JSON.readTree(taken.peek().body()).path("account").asString());
        await("no notice", () -> notices(nodeHttp, "/accounts/anna/notices").isEmpty());
        assertEquals(1, givenUp().size());
        assertEquals(404, post(gatewayHttp, "/accounts/anna/notices/1/retry").statusCode());
        assertEquals(404, post(nodeHttp, "/accounts/nobody/notices/1/retry").statusCode());
        assertEquals(400, post(nodeHttp, "/accounts/bert/notices/x/retry").statusCode());
        assertEquals(200, post(gatewayHttp, "/accounts/bert/notices/1/retry").statusCode());
        await("no notice", () -> notices(nodeHttp, "/accounts/bert/notices").isEmpty());
    }

    @Test
    void shouldOutliveANodeThatIsKilledBetweenThresholdAndDelivery() throws Exception {
        startGateway();
        final List<String> accounts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            accounts.add("account-" + i);
        }
        takes = false;
        receive();
        try (Program node = node()) {
            node.await("ready node", () -> holds(() -> get(nodeHttp, "/ready").statusCode() == 200));
            openAccounts(accounts.toArray(String[]::new));
            for (final String account : accounts) {
                use("u1", account, "8 GB");
            }
            await("deliveries that were refused", () -> ids(refused).size() > 10);
            assertTrue(node.kill(0));
        }
        takes = true;
        try (Program node = node()) {
            await("all deliveries", () -> ids(taken).size() == 40);
            for (final String account : accounts) {
                await("no notice", () -> notices(nodeHttp, "/accounts/" + account + "/notices")
                        .isEmpty());
                use("u2", account, "1 GB");
            }
            assertTrue(node.kill(0));
        }
        final Map<String, Set<String>> byThreshold = new TreeMap<>();
        taken.forEach(delivery -> byThreshold
                .computeIfAbsent(
                        JSON.readTree(delivery.body()).path("account").asString() + " " + reached(delivery),
                        name -> new TreeSet<>())
                .add(delivery.id()));
        assertEquals(40, byThreshold.size(), byThreshold::toString);
        byThreshold.forEach((threshold, ids) -> assertEquals(1, ids.size(), threshold));
    }

    private Program node() throws IOException {
        final int discovery = FreePorts.one();
        return Program.start(
                directory.resolve("node.log"),
                "node",
                "--config",
                Files.writeString(
                        directory.resolve("node.yaml"),
                        """
                        node:
                          name: node-1
                          data: %s
                          catalog: %s
                          discovery-port: %d
                          gateway-port: %d
                          peers: ["127.0.0.1:%d"]
                          memory: 128MB
                          tick: 0s
                        %sgrid:
                          partitions: 8
                          backups: 0
                        server:
                          port: %d
                        """
                                .formatted(
                                        directory.resolve("node"),
                                        catalog(),
                                        discovery,
                                        streamPort,
                                        discovery,
                                        webhook(1_000),
                                        nodeHttp)));
    }

    /** Lines of part {@code node} of its file. */
    private String webhook(final int attempts) {
        return "  webhook:\n"
                + "    url: http://127.0.0.1:" + receiverPort + "/notices\n"
                + "    secret-file: " + directory.resolve("secret") + "\n"
                + "    timeout: 5s\n"
                + "    retry-after: 100ms\n"
                + "    most-retry-after: 200ms\n"
                + "    attempts: " + attempts + "\n";
    }

    private void startGateway() throws IOException {
        servers.startGateway(directory, catalog(), streamPort, "127.0.0.1", gatewayHttp, "");
    }

    private Path catalog() {
        return directory.resolve("catalog");
    }

    private void receive() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), receiverPort), 0);
        receiver.createContext("/notices", this::take);
        receiver.start();
    }

    private void take(final HttpExchange exchange) throws IOException {
        final Delivery delivery = new Delivery(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        (takes ? taken : refused).add(delivery);
        exchange.sendResponseHeaders(takes ? 204 : 500, -1);
        exchange.close();
    }

    private static void assertSigned(final Delivery delivery) throws Exception {
        final Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        final String signed = delivery.id() + "." + delivery.timestamp() + "." + delivery.body();
        assertEquals(
                "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))),
                delivery.signature());
    }

    private static Set<String> ids(final ConcurrentLinkedQueue<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::id).collect(Collectors.toSet());
    }

    /** {@code quota 50} */
    private static String reached(final Delivery delivery) {
        final JsonNode body = JSON.readTree(delivery.body());
        return (body.has("bucket") ? body.path("bucket") : body.path("plan")).asString() + " "
                + body.path("percent").asInt();
    }

    private static JsonNode without(final JsonNode body, final String field) {
        return ((ObjectNode) body.deepCopy()).without(field);
    }

    private JsonNode givenUp() {
        return notices(nodeHttp, "/notices/given-up");
    }

    /** Not known is as good as not yet. */
    private JsonNode notices(final int port, final String path) {
        final HttpResponse<String> answer = get(port, path);
        if (answer.statusCode() != 200) {
            throw new UncheckedIOException(new IOException(answer.body()));
        }
        return JSON.readTree(answer.body()).path("notices");
    }

    private void openAccounts(final String... names) throws Exception {
        for (final String name : names) {
            send(
                    """
                    {"type": "open-account", "at": "2026-06-01T00:00:00Z", "account": "%s", "timezone": "Europe/London", "plans": ["p"]}
                    """
                            .formatted(name));
        }
    }

    private void use(final String id, final String account, final String quantity) throws Exception {
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

    private HttpResponse<String> post(final int port, final String path) {
        return answer(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private HttpResponse<String> get(final int port, final String path) {
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

    /** Nobody listening is as good as not yet. */
    private static void await(final String what, final BooleanSupplier condition) throws InterruptedException {
        final long deadlineNs = System.nanoTime() + 120_000_000_000L;
        while (!holds(condition)) {
            assertTrue(System.nanoTime() < deadlineNs, () -> "no " + what);
            Thread.sleep(50);
        }
    }

    private static boolean holds(final BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (final UncheckedIOException notYet) {
            return false;
        }
    }
}
