package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Notices from the event that reaches a threshold to a real Kafka broker, which comes late, goes and comes back. */
@Timeout(300)
final class KafkaNoticeSystemTest {
    private static final String TOPIC = "notices";
    private static final int PARTITIONS = 3;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final ConcurrentLinkedQueue<String> posted = new ConcurrentLinkedQueue<>();
    private NoticeScene scene;
    private KafkaBroker kafka;
    private HttpServer receiver;

    @BeforeEach
    void start() throws Exception {
        scene = new NoticeScene(directory);
        kafka = new KafkaBroker(directory.resolve("kafka"));
    }

    @AfterEach
    void stop() {
        scene.close();
        if (receiver != null) {
            receiver.stop(0);
        }
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void shouldWriteEachNoticeInTheOrderOfItsAccount() throws Exception {
        kafka.start();
        kafka.create(TOPIC, PARTITIONS);
        scene.startNode(lines(50));
        scene.startGateway();
        scene.openAccounts("anna", "bert");
        scene.use("u1", "anna", "5 GB");
        scene.use("u2", "bert", "8 GB");
        scene.use("u3", "anna", "15 GB");
        awaitNone("anna");
        awaitNone("bert");
        final List<ConsumerRecord<String, String>> records = kafka.records(TOPIC);
        assertEquals(Set.of("quota 50", "quota 80", "quota 100", "p 100"), Set.copyOf(reached(records, "anna")));
        assertEquals("quota 50", reached(records, "anna").get(0));
        assertEquals(Set.of("quota 50", "quota 80"), Set.copyOf(reached(records, "bert")));
        for (final ConsumerRecord<String, String> record : records) {
            final JsonNode body = NoticeScene.JSON.readTree(record.value());
            assertEquals(record.key(), body.path("account").asString());
            assertEquals(body.path("id").asString(), header(record, "id"));
            assertEquals("application/json", header(record, "content-type"));
        }
        assertInOrder(records);
        scene.awaitMetric("ratinggrid_notices_delivered_total 6.0");
    }

    @Test
    void shouldDeliverWhatWasReachedWhileTheBrokerWasAwayAndNotHoldUpTheWebhook() throws Exception {
        receive();
        scene.startNode(lines(10_000) + webhook());
        scene.startGateway();
        scene.openAccounts("anna", "bert");
        scene.use("u1", "anna", "5 GB");
        scene.use("u2", "bert", "5 GB");
        NoticeScene.await("two by the webhook", () -> posted.size() == 2);
        NoticeScene.await("failure", () -> scene.get(scene.nodeHttp, "/metrics")
                .body()
                .matches("(?s).*\nratinggrid_notices_failed_total\\{channel=\"kafka\"} [1-9].*"));
        assertEquals(1, scene.notices("anna").size(), "not settled, since the topic does not have it");

        kafka.start();
        kafka.create(TOPIC, PARTITIONS);
        awaitNone("anna");
        awaitNone("bert");
        kafka.kill();
        scene.use("u3", "anna", "3 GB");
        scene.use("u4", "anna", "7 GB");
        scene.use("u5", "bert", "5 GB");
        NoticeScene.await("those of the webhook", () -> posted.size() == 7);
        assertEquals(3, scene.notices("anna").size());
        kafka.start();
        awaitNone("anna");
        awaitNone("bert");

        final List<ConsumerRecord<String, String>> records = kafka.records(TOPIC);
        assertEquals(4, ids(records, "anna").size());
        assertEquals(3, ids(records, "bert").size());
        assertInOrder(records);
        assertEquals(7, posted.size(), "once by the webhook, however long the topic took");
        scene.awaitMetric("ratinggrid_notices_delivered_total 7.0");
        scene.awaitMetric("ratinggrid_notices_failed_total{channel=\"webhook\"} 0.0");
    }

    @Test
    void shouldKeepWhatIsGivenUpUntilItIsRetried() throws Exception {
        scene.startNode(lines(2));
        scene.startGateway();
        scene.openAccounts("anna");
        scene.use("u1", "anna", "5 GB");
        NoticeScene.await("one that is given up", () -> scene.givenUp().size() == 1);
        kafka.start();
        kafka.create(TOPIC, PARTITIONS);
        assertEquals(
                200,
                scene.post(scene.nodeHttp, "/accounts/anna/notices/1/retry").statusCode());
        awaitNone("anna");
        assertEquals(Set.of("quota 50"), Set.copyOf(reached(kafka.records(TOPIC), "anna")));
    }

    private void awaitNone(final String account) throws InterruptedException {
        NoticeScene.await(
                "end of notices of " + account, () -> scene.notices(account).isEmpty());
    }

    /** Numbers of each account rise, but for repeats. */
    private static void assertInOrder(final List<ConsumerRecord<String, String>> records) {
        final Map<String, Integer> last = new LinkedHashMap<>();
        final Set<String> seen = new LinkedHashSet<>();
        for (final ConsumerRecord<String, String> record : records) {
            final String id = header(record, "id");
            final int number = Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
            if (seen.add(id)) {
                assertTrue(last.getOrDefault(record.key(), 0) < number, () -> id + " after " + seen);
                last.put(record.key(), number);
            }
        }
    }

    private static Set<String> ids(final List<ConsumerRecord<String, String>> records, final String account) {
        return records.stream()
                .filter(record -> record.key().equals(account))
                .map(record -> header(record, "id"))
                .collect(Collectors.toSet());
    }

    private static List<String> reached(final List<ConsumerRecord<String, String>> records, final String account) {
        return records.stream()
                .filter(record -> record.key().equals(account))
                .map(record -> NoticeScene.reached(record.value()))
                .toList();
    }

    private static String header(final ConsumerRecord<String, String> record, final String name) {
        final Header header = record.headers().lastHeader(name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Lines of part {@code node} of its file. */
    private String lines(final int attempts) throws IOException {
        Files.writeString(directory.resolve("client.properties"), "client.id=ratinggrid\ncompression.type=gzip\n");
        return "  kafka:\n"
                + "    bootstrap-servers: " + kafka.address() + "\n"
                + "    topic: " + TOPIC + "\n"
                + "    client-file: " + directory.resolve("client.properties") + "\n"
                + "    timeout: 3s\n"
                + "    retry-after: 100ms\n"
                + "    most-retry-after: 200ms\n"
                + "    attempts: " + attempts + "\n";
    }

    private String webhook() throws IOException {
        Files.writeString(
                directory.resolve("secret"), "whsec_" + Base64.getEncoder().encodeToString(new byte[24]) + "\n");
        return "  webhook:\n"
                + "    url: http://127.0.0.1:" + receiver.getAddress().getPort() + "/\n"
                + "    secret-file: " + directory.resolve("secret") + "\n";
    }

    private void receive() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::take);
        receiver.start();
    }

    private void take(final HttpExchange exchange) throws IOException {
        posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }
}
