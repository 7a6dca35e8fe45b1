package io.ratinggrid.node.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ratinggrid.node.toy.ManualClock;
import io.ratinggrid.persistence.storage.FreePorts;
import io.ratinggrid.rating.partition.PendingNotice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A webhook and a real HTTP server. */
@Timeout(60)
class WebhookTest {
    private static final byte[] SECRET = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final String BODY = "{\"account\":\"an\u00e4\"}";
    private static final Notice NOTICE =
            new Notice(new PendingNotice(0x7f, "a", 3, 1, "", 0, 0, 0, 50, 1, 1, 2, false), BODY);

    private final ManualClock clock = new ManualClock();
    private final Queue<HttpExchange> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch slow = new CountDownLatch(1);
    private HttpServer server;
    private volatile int status = 204;
    private volatile boolean isSlow;
    private volatile String received;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        slow.countDown();
        server.stop(0);
    }

    private void handle(final HttpExchange exchange) throws IOException {
        seen.add(exchange);
        received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (isSlow) {
            await();
        }
        exchange.getResponseHeaders().add("location", "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void await() {
        try {
            slow.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldSignAsTheStandardDoes() {
        assertEquals(
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                webhook(server.getAddress().getPort())
                        .signature("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "{\"test\": 2432232314}"),
                "the example of Standard Webhooks");
    }

    @Test
    void shouldSendWhatItSigns() throws Exception {
        final Webhook webhook = webhook(server.getAddress().getPort());
        assertEquals(Optional.empty(), send(webhook));
        final HttpExchange first = seen.remove();
        assertEquals("POST", first.getRequestMethod());
        assertEquals("/notices", first.getRequestURI().getPath());
        assertEquals(BODY, received);
        assertEquals("000000000000007f-3", header(first, "webhook-id"));
        assertEquals("1700000000", header(first, "webhook-timestamp"));
        assertEquals(
                "v1," + webhook.signature("000000000000007f-3", "1700000000", BODY),
                header(first, "webhook-signature"));
        assertEquals("application/json", header(first, "content-type"));
        clock.advance(5_000);
        assertEquals(Optional.empty(), send(webhook));
        final HttpExchange again = seen.remove();
        assertEquals(header(first, "webhook-id"), header(again, "webhook-id"));
        assertEquals("1700000005", header(again, "webhook-timestamp"));
        assertNotEquals(header(first, "webhook-signature"), header(again, "webhook-signature"));
    }

    @Test
    void shouldTakeOnlySuccessForTaken() throws Exception {
        for (final int refusal : new int[] {302, 400, 410, 429, 500, 503}) {
            status = refusal;
            assertEquals(
                    Optional.of("it answered " + refusal),
                    send(webhook(server.getAddress().getPort())));
        }
        assertEquals(6, seen.size(), "redirects are not followed");
        status = 202;
        assertEquals(Optional.empty(), send(webhook(server.getAddress().getPort())));
    }

    @Test
    void shouldGiveUpAServerThatIsSlow() throws Exception {
        isSlow = true;
        final Optional<String> outcome = send(webhook(server.getAddress().getPort()));
        assertTrue(outcome.orElseThrow().contains("HttpTimeoutException"), outcome::toString);
    }

    @Test
    void shouldSayThatNobodyListens() throws Exception {
        final Optional<String> outcome = send(webhook(FreePorts.one()));
        assertTrue(outcome.orElseThrow().contains("ConnectException"), outcome::toString);
    }

    private Webhook webhook(final int port) {
        return new Webhook(
                URI.create("http://127.0.0.1:" + port + "/notices"), SECRET, Duration.ofMillis(1_500), clock);
    }

    private static Optional<String> send(final Webhook webhook) throws Exception {
        final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();
        webhook.send(NOTICE, outcome::complete);
        return outcome.get(30, TimeUnit.SECONDS);
    }

    private static String header(final HttpExchange exchange, final String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }
}
