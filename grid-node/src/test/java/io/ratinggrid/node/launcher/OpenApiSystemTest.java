package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.ratinggrid.persistence.storage.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The OpenAPI document against what a real node and a real gateway answer to; and money that moves by its paths. */
@Timeout(180)
class OpenApiSystemTest {
    private static final Path CATALOG = Path.of("../rating-compute/src/main/resources/samples/figure-2");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Servers servers = new Servers();
    private final Map<String, TreeSet<String>> mapped = new TreeMap<>();
    private int nodeHttp;
    private int gatewayHttp;

    @BeforeEach
    void start() throws IOException {
        final int streams = FreePorts.one();
        nodeHttp = FreePorts.one();
        gatewayHttp = FreePorts.one();
        add(servers.startNode(directory, CATALOG, streams, nodeHttp, ""));
        add(servers.startGateway(directory, CATALOG, streams, "127.0.0.1", gatewayHttp, ""));
    }

    private void add(final ConfigurableApplicationContext context) {
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach(this::add);
    }

    private void add(final RequestMappingInfo info, final HandlerMethod handler) {
        if (!handler.getBeanType().getName().startsWith("io.ratinggrid.")) {
            return;
        }
        for (final String path : info.getPatternValues()) {
            for (final RequestMethod method : info.getMethodsCondition().getMethods()) {
                mapped.put(
                        method.name().toLowerCase(Locale.ROOT) + " " + path,
                        parameters(handler.getMethod().getParameters()));
            }
        }
    }

    private static TreeSet<String> parameters(final Parameter... parameters) {
        final TreeSet<String> found = new TreeSet<>();
        for (final Parameter parameter : parameters) {
            if (parameter.isAnnotationPresent(PathVariable.class)) {
                found.add("path " + parameter.getName());
            } else if (parameter.isAnnotationPresent(RequestParam.class)) {
                found.add("query " + parameter.getName());
            } else if (parameter.isAnnotationPresent(RequestHeader.class)) {
                found.add(
                        "header " + parameter.getAnnotation(RequestHeader.class).name());
            }
        }
        found.remove("header Accept");
        return found;
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void shouldDescribeWhatIsThereAndMoveMoneyOnce() throws Exception {
        final String text = get(nodeHttp, "/openapi.json").body();
        assertEquals(text, get(gatewayHttp, "/openapi.json").body());
        final JsonNode document = JSON.readTree(text);
        shouldBeOpenApi(document);
        shouldSayWhatIsMapped(document);
        shouldMoveMoneyOnce();
        shouldShowTheAccount();
        shouldChangeSubscriptionsOnce();
        shouldTransferOnce();
        shouldNameLinesOfNoCatalog();
        shouldCreditAndCancel();
        shouldHoldForSessions();
        shouldTakeSessionsByVerbs();
        shouldAnswerWithProblems();
    }

    /** Nodes and gateways alike; a repeat is answered as before, wherever it comes in. */
    private void shouldHoldForSessions() throws Exception {
        final String path = "/accounts/anna/sessions/s-1/";
        final String reserve = "{\"number\": 1, \"subscriber\": \"line-1\", \"groups\": [{\"group\": 3,"
                + " \"service\": \"sms\", \"request\": 7}, {\"group\": 4, \"service\": \"voice\", \"to\":"
                + " \"+442079460000\", \"request\": \"5m\"}]}";
        final HttpResponse<String> first = post(nodeHttp, path + "reserve", "", reserve);
        assertResult(200, "DONE", first);
        assertEquals(
                "[7, 300000]",
                JSON.readTree(first.body())
                        .path("groups")
                        .findValuesAsString("granted")
                        .toString());
        assertEquals(
                first.body(), post(gatewayHttp, path + "reserve", "", reserve).body());
        assertResult(409, "CONFLICT", post(gatewayHttp, path + "reserve", "", reserve.replace("7}", "8}")));
        for (final int port : new int[] {nodeHttp, gatewayHttp}) {
            final JsonNode held = json(port, "/sessions?session=s-1").at("/sessions/0");
            assertEquals("line-1", held.path("subscriber").asString(), held::toString);
            assertEquals(
                    "[7, 300000]",
                    held.path("groups").findValuesAsString("granted").toString());
            assertEquals("7 messages", held.at("/groups/0/held/0/amount").asString(), held::toString);
            assertEquals(
                    "#",
                    json(port, "/sessions").at("/sessions/0/session").asString().substring(0, 1));
            assertProblem("number", post(port, path + "commit", "", "{\"groups\": []}"));
            assertProblem(
                    "groups[1].used",
                    post(
                            port,
                            path + "commit",
                            "",
                            "{\"number\": 9, \"groups\":" + " [{\"service\": \"sms\", \"used\": \"5 GB\"}]}"));
            assertProblem("session", post(port, path + "commit", "", "{\"session\": \"other\"}"));
            assertProblem("body", post(port, path + "commit", "", "[]"));
            assertResult(
                    422, "UNKNOWN_SUBSCRIBER", post(port, path + "commit", "", reserve.replace("line-1", "line-9")));
            assertResult(422, "NO_TARIFF", post(port, path + "reserve", "", reserve.replace("sms", "fax")));
            assertResult(
                    404,
                    "UNKNOWN_ACCOUNT",
                    post(port, "/accounts/nobody/events/debit", "e-1", "{\"service\": \"sms\"}"));
            assertProblem("Idempotency-Key", post(port, "/accounts/anna/events/debit", "", "{}"));
        }
        final String release = "{\"number\": 2, \"subscriber\": \"line-1\", \"last\": true}";
        assertResult(200, "DONE", post(nodeHttp, path + "release", "", release));
        assertTrue(json(nodeHttp, "/sessions").path("sessions").isEmpty());
        final String message = "{\"subscriber\": \"line-1\", \"service\": \"sms\"}";
        final String before = json(nodeHttp, "/usage").path("buckets").toString();
        final HttpResponse<String> price = post(nodeHttp, "/accounts/anna/events/price", "", message);
        assertEquals("0.00", JSON.readTree(price.body()).at("/0/charged/amount").asString(), price::body);
        assertEquals(before, json(nodeHttp, "/usage").path("buckets").toString());
        final HttpResponse<String> debit = post(nodeHttp, "/accounts/anna/events/debit", "e-2", message);
        assertResult(200, "DONE", debit);
        assertEquals(
                debit.body(),
                post(gatewayHttp, "/accounts/anna/events/debit", "e-2", message).body());
        assertEquals("e-2", json(nodeHttp, "/events?id=e-2").at("/0/id").asString());
        assertResult(422, "UNKNOWN_EVENT", post(nodeHttp, "/accounts/anna/events/refund", "e-3", "{\"event\": \"x\"}"));
        assertResult(200, "DONE", post(nodeHttp, "/accounts/anna/events/refund", "e-4", "{\"event\": \"e-2\"}"));
        while (!json(gatewayHttp, "/events?id=e-2").at("/0/cancelled").asBoolean(false)) {
            Thread.sleep(20);
        }
    }

    private void shouldTakeSessionsByVerbs() throws Exception {
        final String url = "http://127.0.0.1:" + nodeHttp;
        final Cli.Result reserved = Cli.run(
                "session",
                "reserve",
                "anna",
                "s-2",
                "1",
                "--url",
                url,
                "--subscriber",
                "line-1",
                "--service",
                "sms",
                "--request",
                "7",
                "--validity",
                "600");
        assertEquals(0, reserved.status(), reserved.err());
        assertTrue(reserved.out().contains("DONE: session s-2, request 1"), reserved.out());
        final Cli.Result shown = Cli.run("session", "show", "anna", "s-2", "--url", url);
        assertTrue(shown.out().contains("messages 7 messages"), shown.out());
        final Cli.Result updated = Cli.run(
                "session",
                "update",
                "anna",
                "s-2",
                "2",
                "--url",
                url,
                "--subscriber",
                "line-1",
                "--service",
                "sms",
                "--used",
                "5",
                "--request",
                "3",
                "--json");
        assertEquals(
                "3", JSON.readTree(updated.out()).at("/groups/0/granted").asString(), updated.out() + updated.err());
        assertEquals(
                0,
                Cli.run(
                                "session",
                                "commit",
                                "anna",
                                "s-2",
                                "3",
                                "--url",
                                url,
                                "--subscriber",
                                "line-1",
                                "--service",
                                "sms",
                                "--used",
                                "1")
                        .status());
        assertEquals(
                0,
                Cli.run("session", "release", "anna", "s-2", "4", "--url", url, "--subscriber", "line-1", "--last")
                        .status());
        shouldTakeSeveralGroups(url);
        final Cli.Result price = Cli.run("event", "price", "anna", "sms", "2", "--url", url, "--subscriber", "line-1");
        assertTrue(price.out().contains("2 messages from bucket"), price.out() + price.err());
        final Cli.Result debit =
                Cli.run("event", "debit", "anna", "sms", "--url", url, "--subscriber", "line-1", "--id", "e-7");
        assertEquals("DONE: id e-7, charged 0.00 EUR", debit.out().strip(), debit.err());
        assertEquals(
                "DONE: id e-8",
                Cli.run("event", "refund", "anna", "e-7", "--url", url, "--id", "e-8")
                        .out()
                        .strip());
    }

    private void shouldTakeSeveralGroups(final String url) {
        final Cli.Result reserved = run(
                "session reserve anna s-3 1 --url " + url
                        + " --subscriber line-1 --group 1 --service sms --request 2 --group 2 --service sms --request 3 --json");
        final JsonNode groups = JSON.readTree(reserved.out()).path("groups");
        assertEquals("1 2, 2 3", group(groups.path(0)) + ", " + group(groups.path(1)), reserved.out() + reserved.err());
        final Cli.Result freed =
                run("session release anna s-3 2 --url " + url + " --subscriber line-1 --group 1 --group 2");
        assertEquals(0, freed.status(), freed.err());
        final Cli.Result shown = run("session show anna s-3 --url " + url + " --json");
        assertTrue(JSON.readTree(shown.out()).path("sessions").isEmpty(), shown.out());
    }

    private static Cli.Result run(final String line) {
        final Object[] words = line.split(" ", -1);
        return Cli.run(words);
    }

    private static String group(final JsonNode group) {
        return group.path("group").asString() + " " + group.path("granted").asString();
    }

    private void shouldAnswerWithProblems() throws Exception {
        for (final int port : new int[] {nodeHttp, gatewayHttp}) {
            assertProblem(404, get(port, "/nothing"));
            assertProblem(404, get(port, "/accounts/anna/nothing"));
            assertProblem(
                    405,
                    client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/accounts/anna"))
                                    .DELETE()
                                    .build(),
                            HttpResponse.BodyHandlers.ofString()));
            assertProblem(400, get(port, "/accounts/anna/events"));
        }
    }

    private static void assertProblem(final int status, final HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse(""));
        assertEquals(status, JSON.readTree(response.body()).path("status").asInt(), response.body());
    }

    private void shouldCreditAndCancel() throws Exception {
        final String at = "{\"at\": \"2026-06-11T00:00:00Z\", ";
        final String note = at + "\"invoice\": 1, \"amount\": \"1.00\", \"line\": \"Goodwill\"}";
        assertResult(200, "DONE", post("/accounts/anna/credit-notes", "key-20", note));
        assertResult(200, "DUPLICATE", post("/accounts/anna/credit-notes", "key-20", note));
        assertProblem("invoice", post("/accounts/anna/invoices/void", "key-21", at.replace(", ", "}")));
        assertResult(422, "UNKNOWN_NAME", post("/accounts/anna/invoices/void", "key-21", at + "\"invoice\": 1}"));
        assertResult(422, "UNKNOWN_EVENT", post("/accounts/anna/events/cancel", "key-22", at + "\"event\": \"none\"}"));
    }

    private void shouldNameLinesOfNoCatalog() throws Exception {
        final String goodwill = "{\"at\": \"2026-06-09T00:00:00Z\", \"line\": \"Goodwill\", \"amount\": \"5.00\"}";
        assertResult(200, "DONE", post("/accounts/anna/adjustments", "key-18", goodwill));
        for (final int port : new int[] {nodeHttp, gatewayHttp}) {
            final JsonNode unbilled = json(port, "/unbilled");
            assertTrue(unbilled.path("lines").findValuesAsString("line").contains("Goodwill"), unbilled::toString);
            assertEquals("5.00", unbilled.at("/services/2/unbilled").asString(), unbilled::toString);
            assertEquals("other", unbilled.at("/services/2/kind").asString());
            assertTrue(json(port, "/estimate")
                    .path("lines")
                    .findValuesAsString("line")
                    .contains("Goodwill"));
        }
        final String now = "{\"at\": \"2026-06-10T00:00:00Z\"}";
        assertResult(200, "DONE", post("/accounts/anna/invoices", "key-19", now));
        final int number = json(nodeHttp, "/invoices?at=2026-06-20T00:00:00Z")
                .path("invoices")
                .size();
        assertEquals(
                "Goodwill",
                json(nodeHttp, "/invoices/" + number).at("/lines/0/line").asString());
        assertEquals(
                "key-18",
                json(gatewayHttp, "/invoices/" + number + "?line=1&events=true")
                        .at("/events/0/id")
                        .asString());
        assertProblem("line", get(nodeHttp, "/accounts/anna/invoices/1?events=true"));
        assertEquals(404, get(nodeHttp, "/accounts/anna/invoices/1?line=7").statusCode());
        final JsonNode payments = json(nodeHttp, "/payments").path("payments");
        assertEquals("[key-3, key-4]", payments.findValuesAsString("id").toString());
        assertEquals("[2.00, 1.50]", payments.findValuesAsString("amount").toString());
        assertEquals(
                "0.50", json(gatewayHttp, "/payments").at("/paid-ahead/amount").asString());
        assertEquals(404, get(nodeHttp, "/accounts/nobody/payments").statusCode());
    }

    private static void shouldBeOpenApi(final JsonNode document) {
        assertTrue(document.path("openapi").asString().startsWith("3.1."));
        assertTrue(document.path("info").path("title").isString());
        assertTrue(document.path("info").path("version").isString());
        final TreeSet<String> operations = new TreeSet<>();
        for (final Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (final Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                final String where = operation.getKey() + " " + path.getKey();
                assertTrue(
                        operations.add(operation.getValue().path("operationId").asString()), where);
                assertFalse(operation.getValue().path("responses").isEmpty(), where);
                operation.getValue().path("parameters").forEach(parameter -> {
                    assertTrue(parameter.has("schema"), where);
                    assertEquals(
                            parameter.path("in").asString().equals("path"),
                            path.getKey().contains("{" + parameter.path("name").asString() + "}"),
                            where + parameter);
                });
            }
        }
        document.findValues("$ref")
                .forEach(ref ->
                        assertFalse(document.at(ref.asString().substring(1)).isMissingNode(), ref::asString));
    }

    private void shouldSayWhatIsMapped(final JsonNode document) {
        final Map<String, TreeSet<String>> said = new TreeMap<>();
        for (final Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (final Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                final TreeSet<String> parameters = new TreeSet<>();
                operation
                        .getValue()
                        .path("parameters")
                        .forEach(
                                parameter -> parameters.add(parameter.path("in").asString() + " "
                                        + parameter.path("name").asString()));
                said.put(operation.getKey() + " " + path.getKey(), parameters);
            }
        }
        assertEquals(
                new TreeSet<>(Set.of("query answer", "query timeout")),
                said.put("post /commands", new TreeSet<>()),
                "it reads its query by itself");
        assertEquals(mapped, said);
    }

    private void shouldMoveMoneyOnce() throws Exception {
        final String opened = "{\"type\": \"open-account\", \"at\": \"2026-06-01T00:00:00Z\", \"account\": \"anna\","
                + " \"subscribers\": [{\"id\": \"line-1\"}], \"plans\": [\"mobile\"]}";
        assertEquals(200, post("/commands?answer=committed", "", opened).statusCode());
        final String amount = "{\"at\": \"2026-06-02T00:00:00Z\", \"line\": \"Messages\", \"amount\": \"7.25\"}";
        assertResult(200, "DONE", post("/accounts/anna/adjustments", "key-1", amount));
        assertResult(200, "DUPLICATE", post("/accounts/anna/adjustments", "key-1", amount));
        assertResult(409, "CONFLICT", post("/accounts/anna/adjustments", "key-1", amount.replace("7.25", "7.26")));
        assertProblem("Idempotency-Key", post("/accounts/anna/adjustments", "", amount));
        assertProblem("amount", post("/accounts/anna/payments", "key-2", amount.replace("7.25", "much")));
        assertProblem("account", post("/accounts/anna/payments", "key-2", "{\"account\": \"other\"}"));
        assertProblem("body", post("/accounts/anna/payments", "key-2", "[1"));
        final String at = "{\"at\": \"2026-06-03T00:00:00Z\", ";
        assertResult(200, "DONE", post("/accounts/anna/payments", "key-3", at + "\"amount\": \"2.00\"}"));
        assertResult(200, "DONE", post("/accounts/anna/refunds", "key-4", at + "\"amount\": \"1.50\"}"));
        assertResult(422, "UNFUNDED", post("/accounts/anna/refunds", "key-5", at + "\"amount\": \"1.00\"}"));
        assertResult(
                200,
                "DONE",
                post("/accounts/anna/top-ups", "key-6", at + "\"bucket\": \"messages\", \"amount\": \"10 messages\"}"));
        assertResult(200, "DONE", post("/accounts/anna/invoices", "key-7", at.replace(", ", "}")));
        assertResult(
                200,
                "DONE",
                post(
                        "/accounts/anna/subscriptions",
                        "key-8",
                        at + "\"plan\": \"mobile\", \"subscriber\": \"line-1\"}"));
    }

    private void shouldChangeSubscriptionsOnce() throws Exception {
        final String opened = "{\"type\": \"open-account\", \"at\": \"2026-06-01T00:00:00Z\", \"account\": \"carl\","
                + " \"subscribers\": [{\"id\": \"line-1\", \"plans\": [\"mobile\"]}]}";
        assertEquals(200, post("/commands?answer=committed", "", opened).statusCode());
        final String plan = "\"plan\": \"mobile\", \"subscriber\": \"line-1\"}";
        final String path = "/accounts/carl/subscriptions/";
        final String change = "{\"at\": \"2026-06-04T00:00:00Z\", \"quantity\": 2, " + plan;
        assertResult(200, "DONE", post(path + "change", "key-10", change));
        assertResult(200, "DUPLICATE", post(path + "change", "key-10", change));
        assertProblem("to", post(path + "change", "key-11", change.replace("\"quantity\": 2, ", "")));
        assertProblem("effective", post(path + "cancel", "key-11", change.replace("quantity\": 2", "effective\": 7")));
        final String pause = "{\"at\": \"2026-06-05T00:00:00Z\", " + plan;
        assertResult(200, "DONE", post(path + "pause", "key-12", pause));
        final HttpResponse<String> again = post(path + "pause", "key-13", pause);
        assertResult(422, "UNKNOWN_NAME", again);
        assertTrue(JSON.readTree(again.body()).path("detail").asString().startsWith("UNKNOWN_NAME: there is none"));
        assertResult(200, "DONE", post(path + "resume", "key-14", pause.replace("06-05", "06-06")));
        assertResult(200, "DONE", post(path + "cancel", "key-15", pause.replace("06-05", "06-07")));
    }

    private void shouldTransferOnce() throws Exception {
        final String opened = "{\"type\": \"open-account\", \"at\": \"2026-06-01T00:00:00Z\", \"account\": \"ben\"}";
        assertEquals(200, post("/commands?answer=committed", "", opened).statusCode());
        final String sent = "{\"at\": \"2026-06-08T00:00:00Z\", \"bucket\": \"messages\", \"amount\": \"4 messages\","
                + " \"to\": \"ben\"}";
        assertResult(200, "DONE", post("/accounts/anna/transfers", "key-16", sent));
        assertResult(200, "DUPLICATE", post("/accounts/anna/transfers", "key-16", sent));
        assertProblem("bucket", post("/accounts/anna/transfers", "key-17", sent.replace("messages\",", "nothing\",")));
        JsonNode buckets = MissingNode.getInstance();
        while (buckets.isEmpty()) {
            Thread.sleep(20);
            buckets = JSON.readTree(get(nodeHttp, "/accounts/ben/usage").body()).path("buckets");
        }
        assertEquals("4 messages", buckets.at("/0/remaining").asString(), buckets::toString);
    }

    private void shouldShowTheAccount() throws Exception {
        for (final int port : new int[] {nodeHttp, gatewayHttp}) {
            assertEquals("0.00", json(port, "/unbilled").at("/unbilled/amount").asString());
            assertEquals(
                    "mobile",
                    json(port, "/subscriptions").at("/subscriptions/1/plan").asString());
            assertEquals(
                    "line-1",
                    json(port, "/subscriptions")
                            .at("/subscriptions/1/subscriber")
                            .asString());
            final JsonNode invoices = json(port, "/invoices?at=2026-06-20T00:00:00Z");
            assertEquals(
                    "[50.00, 7.25, 50.00]", invoices.findValuesAsString("total").toString());
            assertEquals("demand", invoices.at("/invoices/1/kind").asString());
            assertEquals("final", invoices.at("/invoices/1/state").asString());
            final JsonNode draft =
                    json(port, "/invoices?at=2026-07-01T00:00:00Z").at("/invoices/3");
            assertEquals("draft", draft.path("state").asString());
            assertEquals("100.00", draft.at("/total/amount").asString());
            assertEquals(
                    "Messages", json(port, "/invoices/2").at("/lines/0/line").asString());
            assertEquals(404, get(port, "/accounts/anna/invoices/99").statusCode());
            assertProblem("number", get(port, "/accounts/anna/invoices/first"));
            assertProblem("at", get(port, "/accounts/anna/invoices?at=soon"));
            assertProblem("at", get(port, "/accounts/anna/unbilled?at=soon"));
            assertProblem("sequence", get(port, "/accounts/anna/payments?sequence=last"));
            assertProblem("events", get(port, "/accounts/anna/invoices/1?line=1&events=all"));
            assertTrue(json(port, "/usage").path("buckets").size() >= 4);
        }
    }

    private static void assertResult(final int status, final String result, final HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(result, JSON.readTree(response.body()).path("result").asString(), response.body());
    }

    /** Names field and what would be right. */
    private static void assertProblem(final String field, final HttpResponse<String> response) {
        assertEquals(400, response.statusCode(), response.body());
        final JsonNode problem = JSON.readTree(response.body());
        assertEquals(field, problem.path("field").asString(), response.body());
        assertFalse(problem.path("right").asString("").isEmpty(), response.body());
        assertTrue(response.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json"));
    }

    private JsonNode json(final int port, final String path) throws Exception {
        final HttpResponse<String> response = get(port, "/accounts/anna" + path);
        assertEquals(200, response.statusCode(), response.body());
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> get(final int port, final String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(final String path, final String key, final String body) throws Exception {
        return post(gatewayHttp, path, key, body);
    }

    private HttpResponse<String> post(final int port, final String path, final String key, final String body)
            throws Exception {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
