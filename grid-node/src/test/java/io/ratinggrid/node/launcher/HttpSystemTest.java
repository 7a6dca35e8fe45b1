package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.ratinggrid.persistence.storage.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP ports of a real node and a real gateway, in this process. */
@Timeout(180)
final class HttpSystemTest {
    private static final Path CATALOG =
            Path.of("../rating-compute/src/main/resources/samples/figure-2").toAbsolutePath();
    private static final int MOST_LOOKS = 600;
    private static final int LOOK_MS = 50;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ACCOUNT =
            """
            {"type": "open-account", "at": "2026-06-01T00:00:00Z", "id": "o1", "account": "anna", "currency": "EUR",\
             "timezone": "Europe/London", "cycle-day": 1, "subscribers": [{"id": "line-1"}], "plans": ["mobile"]}
            """;

    /** Where what is used is charged while it is used. */
    private static final List<String> CHARGED = List.of(
            "/accounts/anna/sessions/s1/reserve",
            "/accounts/anna/sessions/s1/update",
            "/accounts/anna/sessions/s1/commit",
            "/accounts/anna/sessions/s1/release",
            "/accounts/anna/events/debit",
            "/accounts/anna/events/refund",
            "/accounts/anna/events/price");

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Servers servers = new Servers();
    private int nodeHttp;
    private int gatewayHttp;
    private int streamPort;
    private String authorization = "";

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void shouldTakeCommandsAndAnswerForAccounts() throws Exception {
        startNode("");
        startGateway("");
        final HttpResponse<String> opened = post("?answer=committed", ACCOUNT);
        assertEquals(200, opened.statusCode(), opened.body());
        assertEquals("[\"DONE\"]", JSON.readTree(opened.body()).path("results").toString());

        final HttpResponse<String> usage =
                post("?answer=committed&timeout=20s", usage("e1", 90) + "nonsense\n" + usage("e1", 90));
        assertEquals(
                "[\"DONE\",\"REJECTED\",\"DUPLICATE\"]",
                JSON.readTree(usage.body()).path("results").toString());
        assertEquals(
                2,
                JSON.readTree(usage.body()).path("rejects").path(0).path("line").asInt());
        assertTrue(JSON.readTree(usage.body()).path("complete").asBoolean());

        final HttpResponse<String> accepted = post("", usage("e2", 10));
        assertEquals(202, accepted.statusCode());
        assertEquals(1, JSON.readTree(accepted.body()).path("accepted").asInt());
        assertTrue(JSON.readTree(accepted.body()).path("results").isMissingNode());

        String seen = "";
        for (final int port : List.of(nodeHttp, gatewayHttp)) {
            final HttpResponse<String> account = get(port, "/accounts/anna", "*/*");
            assertEquals(200, account.statusCode(), account.body());
            final String sequence =
                    account.headers().firstValue("Ratinggrid-Sequence").orElseThrow();
            assertEquals(
                    200, get(port, "/accounts/anna?sequence=" + sequence, "*/*").statusCode());
            assertEquals(
                    409, get(port, "/accounts/anna?sequence=1000000", "*/*").statusCode());
            assertEquals(404, get(port, "/accounts/nobody", "*/*").statusCode());
            final JsonNode estimate =
                    JSON.readTree(get(port, "/accounts/anna/estimate", "*/*").body());
            assertEquals("50.00", estimate.path("total").path("amount").asString(), estimate.toString());
            assertEquals("2026-06-30T23:00:00Z", estimate.path("closes").asString());
            assertEquals(404, get(port, "/accounts/nobody/estimate", "*/*").statusCode());
            shouldShowTheAccount("http://127.0.0.1:" + port);
            final HttpResponse<String> event = get(port, "/accounts/anna/events?id=e1", "*/*");
            assertEquals("e1", JSON.readTree(event.body()).path(0).path("id").asString());
            final String words =
                    get(port, "/accounts/anna/events?id=e1", "text/plain").body();
            assertTrue(words.startsWith("event e1: voice"), words);
            assertTrue(seen.isEmpty() || seen.equals(words), words);
            seen = words;
            assertEquals(404, get(port, "/accounts/anna/events?id=e99", "*/*").statusCode());
        }
    }

    @Test
    void shouldBillCyclesAsTimeGoesBy() throws Exception {
        startNode("  tick: 100ms\n");
        startGateway("");
        post("?answer=committed", ACCOUNT);

        final Instant now = Instant.now();
        Instant closes = Instant.EPOCH;
        for (int look = 0; closes.isBefore(now) && look < MOST_LOOKS; look++) {
            Thread.sleep(LOOK_MS);
            closes = Instant.parse(JSON.readTree(
                            get(nodeHttp, "/accounts/anna/estimate", "*/*").body())
                    .path("closes")
                    .asString());
        }
        assertTrue(closes.isAfter(now), closes.toString());
        final long months =
                ChronoUnit.MONTHS.between(LocalDate.of(2026, 6, 1), LocalDate.ofInstant(now, ZoneOffset.UTC));
        final JsonNode invoices =
                JSON.readTree(get(nodeHttp, "/accounts/anna/invoices", "*/*").body());
        final int documents = invoices.path("invoices").size();
        assertTrue(documents >= months, "months=" + months + " " + invoices);
    }

    private static void shouldShowTheAccount(final String url) {
        final String tables = Cli.run("account", "--url", url, "anna").out();
        assertTrue(
                tables.matches("(?s)service +unbilled\n-.*\nline +cycle +kind +charged +billed +unbilled\n-.*"),
                tables);
        assertTrue(tables.matches("(?s).*\nMobile plan +2026-06-01 +fee +50.00 +50.00 +0.00\n.*"), tables);
        assertTrue(tables.contains("\nunbilled: 0.00 EUR\n"), tables);
        assertTrue(tables.matches("(?s).*\n1 +domestic-minutes +2026-.*"), tables);
        assertTrue(
                tables.contains("\nnext bill: 50.00 EUR, of the cycle from 2026-06-01, which may be closed at 2026"),
                tables);
        final JsonNode json =
                JSON.readTree(Cli.run("account", "--url", url, "--json", "anna").out());
        assertEquals("50.00", json.path("estimate").path("total").path("amount").asString());
        assertEquals("anna", json.path("unbilled").path("account").asString());
        final Cli.Result unknown = Cli.run("account", "--url", url, "no body");
        assertEquals(1, unknown.status());
        assertEquals("ratinggrid: no account no body", unknown.err().strip());
    }

    @Test
    void shouldSayWhatIsKnownWhenTheTimeIsOver() throws Exception {
        startGateway("");
        final HttpResponse<String> answer = post("?answer=committed&timeout=200ms", ACCOUNT);
        assertEquals(202, answer.statusCode());
        final JsonNode json = JSON.readTree(answer.body());
        assertEquals("[null]", json.path("results").toString());
        assertEquals(false, json.path("complete").asBoolean());
        assertEquals(400, post("?answer=soon", ACCOUNT).statusCode());
        assertEquals(400, post("?answer=committed&timeout=2h", ACCOUNT).statusCode());
    }

    @Test
    void shouldTakeNothingOfABodyThatIsTooLong() throws Exception {
        startGateway("  body-limit: 1KB\n");
        final String body = usage("e1", 1).repeat(20);
        final HttpResponse<String> known = post("", body);
        assertEquals(413, known.statusCode());
        assertTrue(known.body().contains("gateway.body-limit=1024"), known.body());
        final HttpResponse<String> chunked = client.send(
                request(gatewayHttp, "/commands", "*/*")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(413, chunked.statusCode());
        final HttpResponse<String> taken = post("", ACCOUNT);
        assertEquals(202, taken.statusCode());
        assertEquals(1, JSON.readTree(taken.body()).path("accepted").asInt());
        final String metrics = get(gatewayHttp, "/metrics", "*/*").body();
        assertTrue(
                metrics.lines().anyMatch(line -> line.matches("ratinggrid_commands_pending\\{stream=.*} 3\\.0")),
                metrics);
    }

    @Test
    void shouldAskForTheTokenButNotForHealth() throws Exception {
        final Path token = directory.resolve("token");
        Files.writeString(token, "s3cret\n");
        startNode("  http-token-file: " + token + "\n");
        startGateway("  http-token-file: " + token + "\n");
        for (final String wrong : List.of("", "Bearer other", "Basic s3cret")) {
            authorization = wrong;
            assertEquals(401, post("", ACCOUNT).statusCode());
            assertEquals(401, get(nodeHttp, "/accounts/anna", "*/*").statusCode());
            assertEquals(401, get(gatewayHttp, "/accounts/anna", "*/*").statusCode());
            assertEquals(200, get(nodeHttp, "/ready", "*/*").statusCode());
            assertEquals(200, get(gatewayHttp, "/metrics", "*/*").statusCode());
        }
        authorization = "Bearer s3cret";
        assertEquals(200, post("?answer=committed", ACCOUNT).statusCode());
        assertEquals(200, get(nodeHttp, "/accounts/anna", "*/*").statusCode());
    }

    @Test
    void shouldNotOpenToOtherMachinesWithoutAToken() {
        final Exception refused = assertThrows(RuntimeException.class, () -> startGateway("", "0.0.0.0"));
        assertTrue(rootOf(refused).getMessage().contains("set gateway.http-token-file"), rootOf(refused)::getMessage);
    }

    @Test
    void shouldAskForTheTokenWhereSessionsAndEventsAreCharged() throws Exception {
        final Path token = Files.writeString(directory.resolve("token"), "s3cret\n");
        startNode("  http-token-file: " + token + "\nserver.address: 0.0.0.0\n");
        startGateway("  http-token-file: " + token + "\n", "0.0.0.0");
        authorization = "Bearer s3cret";
        assertEquals(200, post("?answer=committed", ACCOUNT).statusCode());
        for (final int port : List.of(nodeHttp, gatewayHttp)) {
            for (final String path : CHARGED) {
                for (final String wrong : List.of("", "Bearer other", "Basic s3cret")) {
                    authorization = wrong;
                    final HttpResponse<String> refused = postJson(port, path);
                    assertEquals(401, refused.statusCode(), path);
                    assertEquals(
                            "Bearer",
                            refused.headers().firstValue("www-authenticate").orElseThrow());
                    assertTrue(refused.body().contains("\"status\":401"), refused.body());
                }
                authorization = "Bearer s3cret";
                assertEquals(400, postJson(port, path).statusCode(), path + " is looked at with the token");
            }
        }
    }

    @Test
    void shouldNotChargeBeyondThisMachineWithoutAToken() throws Exception {
        startNode("server.address: 0.0.0.0\n");
        for (final String path : CHARGED) {
            assertRefusedWithoutToken(path);
        }
        assertRefusedWithoutToken("/partitions/lost/accept");
        assertRefusedWithoutToken("/accounts/anna/notices/1/retry");
    }

    private void assertRefusedWithoutToken(final String path) throws Exception {
        final HttpResponse<String> refused = postJson(nodeHttp, path);
        assertEquals(403, refused.statusCode(), path);
        assertTrue(refused.body().contains("set node.http-token-file"), refused.body());
    }

    private HttpResponse<String> postJson(final int port, final String path) throws Exception {
        return client.send(
                request(port, path, "*/*")
                        .header("Idempotency-Key", "k")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"no-such-field\": 1}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A figure for people; only that all is committed once is asserted. */
    @Test
    void shouldTakeManyBodies() throws Exception {
        startNode("");
        startGateway("");
        post("?answer=committed", ACCOUNT);
        final int bodies = Integer.getInteger("http.bodies", 40);
        final int lines = 500;
        final long startNs = System.nanoTime();
        final List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < bodies; i++) {
            final int first = i * lines;
            final String body = IntStream.range(first, first + lines)
                    .mapToObj(line -> usage("m" + line, 1 + line % 300))
                    .collect(Collectors.joining());
            sent.add(client.sendAsync(
                    request(gatewayHttp, "/commands?answer=committed", "*/*")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
            if (i % 8 == 7) {
                sent.get(i - 7).get();
            }
        }
        for (final var response : sent) {
            final JsonNode json = JSON.readTree(response.get().body());
            assertEquals(lines, json.path("accepted").asInt());
            json.path("results").forEach(result -> assertEquals("DONE", result.asString()));
        }
        System.out.println(
                "http: lines=" + bodies * lines + " committed in ms=" + (System.nanoTime() - startNs) / 1_000_000);
    }

    private static Throwable rootOf(final Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    private static String usage(final String id, final int seconds) {
        return """
                {"type": "usage", "at": "2026-06-02T10:00:00Z", "id": "%s", "account": "anna", "subscriber": "line-1",\
                 "service": "voice", "quantity": "%d s", "to": "+447700900123"}
                """
                .formatted(id, seconds);
    }

    private HttpResponse<String> post(final String query, final String body) throws Exception {
        return client.send(
                request(gatewayHttp, "/commands" + query, "*/*")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(final int port, final String path, final String accept) throws Exception {
        return client.send(request(port, path, accept).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(final int port, final String path, final String accept) {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", accept);
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private void startNode(final String more) throws IOException {
        streamPort = FreePorts.one();
        nodeHttp = FreePorts.one();
        servers.startNode(directory, CATALOG, streamPort, nodeHttp, more);
    }

    private void startGateway(final String more) throws IOException {
        startGateway(more, "127.0.0.1");
    }

    private void startGateway(final String more, final String address) throws IOException {
        gatewayHttp = FreePorts.one();
        final int streams = streamPort == 0 ? FreePorts.one() : streamPort;
        servers.startGateway(directory, CATALOG, streams, address, gatewayHttp, more);
    }
}
