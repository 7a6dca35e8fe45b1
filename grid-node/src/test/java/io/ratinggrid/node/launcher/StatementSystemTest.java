package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import io.ratinggrid.persistence.storage.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Statements of buckets over HTTP and by verbs, of a cycle that no command but time has turned, at a real node and gateway. */
@Timeout(240)
class StatementSystemTest {
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2020-01-01T00:00:00Z
            currency: EUR
            timezone: UTC
            services: {sms: {unit: message}}
            buckets:
              messages: {unit: message, services: {sms: 1}, validity: cycle, rollover: {maximum: 5 messages, cycles: 2}}
              purse: {money: true, validity: forever}
            tariffs: {all: {charges: {texts: {service: sms, line: Texts, price: 0.10 / message}}}}
            plans: {all: {tariffs: [all], grants: {messages: 20 messages}}}
            """;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STATEMENTS = "/accounts/acme/statements";

    /** Of the month before this one, which is over whenever this runs. */
    private final LocalDate month =
            LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1).minusMonths(1);

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Servers servers = new Servers();
    private Path catalog;
    private int streams;
    private String node;
    private String gateway;

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void shouldTellOfACycleThatTimeTurned() throws Exception {
        catalog = Files.createDirectory(directory.resolve("catalog"));
        Files.writeString(catalog.resolve("catalog.yaml"), CATALOG);
        streams = FreePorts.one();
        final int nodeHttp = FreePorts.one();
        final int gatewayHttp = FreePorts.one();
        node = "http://127.0.0.1:" + nodeHttp;
        gateway = "http://127.0.0.1:" + gatewayHttp;
        final ConfigurableApplicationContext still = servers.startNode(directory, catalog, streams, nodeHttp, "");
        servers.startGateway(directory, catalog, streams, "127.0.0.1", gatewayHttp, "");
        use();
        shouldSayWhatTheFirstWouldSay();
        still.close();
        servers.startNode(directory, catalog, streams, nodeHttp, "  tick: 100ms\n");
        while (get(node, STATEMENTS).statusCode() != 200
                || json(node, STATEMENTS).path("statements").isEmpty()) {
            Thread.sleep(100);
        }
        for (final String url : List.of(node, gateway)) {
            shouldListIt(url);
            shouldShowIt(url);
            shouldTraceItsLines(url);
            shouldSayWhatIsWrong(url);
            shouldPrintIt(url);
        }
    }

    private void use() throws Exception {
        final String lines =
                """
                {"type": "open-account", "id": "open", "at": "MONTH-01T00:00:00Z", "account": "acme", "timezone": "UTC", "plans": ["all"]}
                {"type": "top-up", "id": "top", "at": "MONTH-02T00:00:00Z", "account": "acme", "bucket": "messages", "amount": "8 messages"}
                {"type": "top-up", "id": "paid", "at": "MONTH-02T00:00:00Z", "account": "acme", "bucket": "purse", "amount": "7.50"}
                {"type": "usage", "id": "e1", "at": "MONTH-03T12:00:00Z", "account": "acme", "service": "sms", "quantity": 10}
                {"type": "usage", "id": "e2", "at": "MONTH-04T12:00:00Z", "account": "acme", "service": "sms", "quantity": 6}
                {"type": "adjust", "id": "fix", "at": "MONTH-05T00:00:00Z", "account": "acme", "bucket": "messages", "amount": "-1 message"}
                """
                        .replace("MONTH", month.toString().substring(0, 7));
        final HttpResponse<String> taken = client.send(
                HttpRequest.newBuilder(URI.create(gateway + "/commands?answer=committed"))
                        .POST(HttpRequest.BodyPublishers.ofString(lines))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(
                "[\"DONE\",\"DONE\",\"DONE\",\"DONE\",\"DONE\",\"DONE\"]",
                JSON.readTree(taken.body()).path("results").toString(),
                taken.body());
    }

    private void shouldSayWhatTheFirstWouldSay() throws Exception {
        for (final String url : List.of(node, gateway)) {
            assertEquals(0, json(url, STATEMENTS).path("statements").size());
            final JsonNode current = json(url, STATEMENTS + "/current");
            assertEquals(month.toString(), current.path("cycle").asString());
            assertEquals(
                    "0 messages 28 messages 17 messages 3 messages 8 messages 0 messages", line(current, "messages"));
            assertEquals("0.00 EUR 7.50 EUR 0.00 EUR 0.00 EUR 0.00 EUR 7.50 EUR", line(current, "purse"));
            assertHas(run("statement", "show", "--url", url, "acme", "current"), "\ncurrent statement, cycle from ");
        }
    }

    private void shouldListIt(final String url) throws Exception {
        final JsonNode listed = json(url, STATEMENTS);
        assertEquals(1, listed.path("statements").size(), listed.toString());
        assertFalseHas(listed, "before");
        final JsonNode one = listed.path("statements").path(0);
        assertEquals(1, one.path("number").asInt());
        assertEquals(month.toString(), one.path("cycle").asString());
        assertEquals(month + "T00:00:00Z", one.path("from").asString());
        assertEquals(month.plusMonths(1) + "T00:00:00Z", one.path("until").asString());
        assertTrue(one.path("made").asString().compareTo(month.plusMonths(1).toString()) > 0, one.toString());
        assertEquals(0, json(url, STATEMENTS + "?before=1").path("statements").size());
    }

    private void shouldShowIt(final String url) throws Exception {
        final JsonNode shown = json(url, STATEMENTS + "/1");
        assertEquals(2, shown.path("buckets").size());
        assertEquals("0 messages 28 messages 17 messages 3 messages 8 messages 0 messages", line(shown, "messages"));
        assertEquals("0.00 EUR 7.50 EUR 0.00 EUR 0.00 EUR 0.00 EUR 7.50 EUR", line(shown, "purse"));
        assertFalseHas(shown, "events");
        final JsonNode current = json(url, STATEMENTS + "/current");
        assertEquals("8 messages 20 messages 0 messages 0 messages 0 messages 28 messages", line(current, "messages"));
        assertEquals(
                1, json(url, STATEMENTS + "/1?bucket=purse").path("buckets").size());
    }

    private void shouldTraceItsLines(final String url) throws Exception {
        final JsonNode traced = json(url, STATEMENTS + "/1?bucket=messages&events=true");
        assertTrue(traced.path("complete").asBoolean(), traced.toString());
        final JsonNode line = traced.path("buckets").path(0);
        for (final String part : List.of("granted", "drawn", "expired", "rolled-over")) {
            assertEquals(
                    messages(line, part),
                    StreamSupport.stream(traced.path("events").spliterator(), false)
                            .mapToLong(one -> messages(one, part))
                            .sum(),
                    () -> part + " of " + traced);
        }
        assertEquals(
                List.of("advance-time", "adjust fix", "usage e2", "usage e1", "top-up top", "subscribe"),
                StreamSupport.stream(traced.path("events").spliterator(), false)
                        .map(one -> (one.path("type").asString() + " "
                                        + ("top-up usage adjust"
                                                        .contains(
                                                                one.path("type").asString())
                                                ? one.path("id").asString()
                                                : ""))
                                .strip())
                        .toList());
        assertEquals("sms", traced.path("events").path(2).path("service").asString());
        assertEquals(6, traced.path("events").path(2).path("used").asInt());
        assertEquals(
                "[paid]",
                json(url, STATEMENTS + "/1?bucket=purse&events=true")
                        .path("events")
                        .findValuesAsString("id")
                        .toString());
    }

    private static long messages(final JsonNode of, final String part) {
        final String text = of.path(part).asString("");
        return text.isEmpty() ? 0 : Long.parseLong(text.split(" ")[0]);
    }

    private void shouldSayWhatIsWrong(final String url) throws Exception {
        assertProblem(url, STATEMENTS + "/2", 404, "account acme has no statement number=2");
        assertProblem(url, STATEMENTS + "/first", 400, "number=first: is no number");
        assertProblem(url, STATEMENTS + "/1?events=true", 400, "bucket=: is no name");
        assertProblem(url, STATEMENTS + "/1?bucket=minutes", 404, "statement number=1 has no bucket=minutes");
        assertProblem(url, STATEMENTS + "?before=soon", 400, "before=soon: is no number");
        assertProblem(url, "/accounts/nobody/statements", 404, "no account nobody");
        assertProblem(url, "/accounts/nobody/statements/1", 404, "account nobody has no statement number=1");
        assertProblem(
                url, "/accounts/nobody/statements/current", 404, "no account nobody, or it has no bill cycle yet");
    }

    private void assertProblem(final String url, final String path, final int status, final String detail)
            throws Exception {
        final HttpResponse<String> response = get(url, path);
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(detail, JSON.readTree(response.body()).path("detail").asString());
    }

    private void shouldPrintIt(final String url) {
        final String from = month + "T00:00:00Z";
        final String until = month.plusMonths(1) + "T00:00:00Z";
        assertHas(
                run("statement", "list", "--url", url, "acme"), "\n1 +" + month + " +" + from + " +" + until + " +20");
        final String shown = run("statement", "show", "--url", url, "acme", 1);
        assertHas(shown, "\nmessages +0 messages +28 messages +17 messages +3 messages +8 messages +0 messages\n");
        assertHas(shown, "\nstatement 1, cycle from " + from + " until " + until + ", made 20");
        final String traced = run("statement", "show", "--url", url, "acme", 1, "--bucket", "messages", "--events");
        assertHas(traced, "\n\\S+-02T00:00:00Z +top-up +top +8 messages\n");
        assertHas(traced, "\n\\S+-04T12:00:00Z +usage +e2 +sms +6 messages\n");
        assertHas(traced, "\n\\S+Z +advance-time .*3 messages +8 messages\n");
        final Cli.Result wrong = Cli.run("statement", "show", "--url", url, "acme", 7);
        assertEquals(
                "ratinggrid: account acme has no statement number=7",
                wrong.err().strip());
    }

    private static String line(final JsonNode statement, final String bucket) {
        for (final JsonNode line : statement.path("buckets")) {
            if (bucket.equals(line.path("bucket").asString())) {
                return String.join(
                        " ",
                        List.of("opening", "granted", "drawn", "expired", "rolled-over", "closing").stream()
                                .map(part -> line.path(part).asString())
                                .toList());
            }
        }
        return "none in " + statement;
    }

    private JsonNode json(final String url, final String path) throws Exception {
        final HttpResponse<String> response = get(url, path);
        assertEquals(200, response.statusCode(), response.body());
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> get(final String url, final String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertFalseHas(final JsonNode of, final String name) {
        assertTrue(of.path(name).isMissingNode(), of.toString());
    }

    private static void assertHas(final String text, final String pattern) {
        assertTrue(Pattern.compile(pattern).matcher(text).find(), () -> text + "has no " + pattern);
    }

    private static String run(final Object... arguments) {
        final Cli.Result result = Cli.run(arguments);
        assertEquals(0, result.status(), result.err());
        return result.out();
    }
}
