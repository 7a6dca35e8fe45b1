package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import tools.jackson.databind.node.ObjectNode;

/** Notices from the event that reaches a threshold to a real HTTP server, which fails, and past the death of the node. */
@Timeout(300)
final class NoticeSystemTest {
    private static final byte[] SECRET = "a secret of twenty-four bytes".getBytes(StandardCharsets.US_ASCII);

    private record Delivery(String id, String timestamp, String signature, String body) {}

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final ConcurrentLinkedQueue<Delivery> taken = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Delivery> refused = new ConcurrentLinkedQueue<>();
    private HttpServer receiver;
    private volatile boolean takes = true;
    private int receiverPort;
    private NoticeScene scene;

    @BeforeEach
    void start() throws IOException {
        scene = new NoticeScene(directory);
        Files.writeString(
                directory.resolve("secret"), "whsec_" + Base64.getEncoder().encodeToString(SECRET) + "\n");
        receiverPort = FreePorts.one();
    }

    @AfterEach
    void stop() {
        scene.close();
        if (receiver != null) {
            receiver.stop(0);
        }
    }

    @Test
    void shouldDeliverWhatIsNotTakenAtOnceAndJournalIt() throws Exception {
        takes = false;
        receive();
        scene.startNode(webhook(50));
        scene.startGateway();
        scene.openAccounts("anna");
        scene.use("u1", "anna", "8 GB");
        NoticeScene.await("two deliveries that were refused", () -> ids(refused).size() == 2 && refused.size() > 4);
        assertEquals(2, scene.notices("anna").size());
        takes = true;
        NoticeScene.await("no notice", () -> scene.notices(scene.gatewayHttp, "/accounts/anna/notices")
                .isEmpty());
        scene.use("u2", "anna", "12 GB");
        NoticeScene.await("no notice", () -> scene.notices("anna").isEmpty());
        assertEquals(
                Set.of("quota 50", "quota 80", "quota 100", "p 100"),
                taken.stream().map(NoticeSystemTest::reached).collect(Collectors.toSet()));
        assertEquals(4, ids(taken).size());
        assertTrue(ids(taken).containsAll(ids(refused)), "a repeat has the id of the first");
        for (final Delivery delivery : taken) {
            assertSigned(delivery);
        }
        final JsonNode body = taken.stream()
                .map(delivery -> NoticeScene.JSON.readTree(delivery.body()))
                .filter(json -> json.has("plan"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                NoticeScene.JSON.readTree(
                        """
                        {"v": 1, "type": "threshold", "at": "2026-06-02T00:00:00Z", "account": "anna", "plan": "p",
                         "cycle": "2026-06-01", "percent": 100, "threshold": "5.00 EUR", "reached": "10.00 EUR", "of": "5.00 EUR"}
                        """),
                without(body, "id"));
        scene.awaitMetric("ratinggrid_notices_delivered_total 4.0");
        scene.awaitMetric("ratinggrid_notices_given_up_total 0.0");
    }

    @Test
    void shouldKeepWhatIsGivenUpUntilItIsRetried() throws Exception {
        scene.startNode(webhook(3));
        scene.startGateway();
        scene.openAccounts("anna", "bert");
        scene.use("u1", "anna", "5 GB");
        scene.use("u2", "bert", "5 GB");
        NoticeScene.await("two that are given up", () -> scene.givenUp().size() == 2);
        scene.awaitMetric("ratinggrid_notices_given_up_total 2.0");
        final String url = "http://127.0.0.1:" + scene.nodeHttp;
        final String listed = Cli.run("notice", "given-up", "--url", url).out();
        assertTrue(listed.matches("(?s).*\nanna +1 +.*quota +50 % +5 GB +5 GB.*\nbert +1 .*"), listed);
        receive();
        final Cli.Result retried = Cli.run("notice", "retry", "--url", url, "anna", "1");
        assertEquals("notice 1 of anna is to be delivered again", retried.out().strip(), retried.err());
        NoticeScene.await("a delivery", () -> taken.size() == 1);
        assertEquals(
                "anna",
                NoticeScene.JSON.readTree(taken.peek().body()).path("account").asString());
        NoticeScene.await("no notice", () -> scene.notices("anna").isEmpty());
        assertEquals(1, scene.givenUp().size());
        assertEquals(
                404,
                scene.post(scene.gatewayHttp, "/accounts/anna/notices/1/retry").statusCode());
        assertEquals(
                404,
                scene.post(scene.nodeHttp, "/accounts/nobody/notices/1/retry").statusCode());
        assertEquals(
                400,
                scene.post(scene.nodeHttp, "/accounts/bert/notices/x/retry").statusCode());
        assertEquals(
                200,
                scene.post(scene.gatewayHttp, "/accounts/bert/notices/1/retry").statusCode());
        NoticeScene.await("no notice", () -> scene.notices("bert").isEmpty());
    }

    @Test
    void shouldOutliveANodeThatIsKilledBetweenThresholdAndDelivery() throws Exception {
        scene.startGateway();
        final List<String> accounts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            accounts.add("account-" + i);
        }
        takes = false;
        receive();
        try (Program node = node()) {
            node.await(
                    "ready node",
                    () -> NoticeScene.holds(
                            () -> scene.get(scene.nodeHttp, "/ready").statusCode() == 200));
            scene.openAccounts(accounts.toArray(String[]::new));
            for (final String account : accounts) {
                scene.use("u1", account, "8 GB");
            }
            NoticeScene.await("deliveries that were refused", () -> ids(refused).size() > 10);
            assertTrue(node.kill(0));
        }
        takes = true;
        try (Program node = node()) {
            NoticeScene.await("all deliveries", () -> ids(taken).size() == 40);
            for (final String account : accounts) {
                NoticeScene.await("no notice", () -> scene.notices(account).isEmpty());
                scene.use("u2", account, "1 GB");
            }
            assertTrue(node.kill(0));
        }
        final Map<String, Set<String>> byThreshold = new TreeMap<>();
        taken.forEach(delivery -> byThreshold
                .computeIfAbsent(
                        NoticeScene.JSON
                                        .readTree(delivery.body())
                                        .path("account")
                                        .asString() + " " + reached(delivery),
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
                                        scene.catalog(),
                                        discovery,
                                        scene.streamPort,
                                        discovery,
                                        webhook(1_000),
                                        scene.nodeHttp)));
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

    private static String reached(final Delivery delivery) {
        return NoticeScene.reached(delivery.body());
    }

    private static JsonNode without(final JsonNode body, final String field) {
        return ((ObjectNode) body.deepCopy()).without(field);
    }
}
