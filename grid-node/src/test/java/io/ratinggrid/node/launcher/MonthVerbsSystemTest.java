package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import io.ratinggrid.persistence.storage.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A month of an account by the verbs of the command line, against a real node and a real gateway. */
@Timeout(180)
class MonthVerbsSystemTest {
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "2026-01"
            effective: 2026-01-01T00:00:00Z
            currency: EUR
            timezone: Europe/London
            payment-terms: 14 days
            services: {api: {unit: call}, sms: {unit: message}}
            buckets: {messages: {unit: message, services: [sms]}, calls: {unit: call, services: [api]}}
            tariffs: {api: {charges: {calls: {service: api, line: API calls, price: 0.01 / call}}}}
            plans:
              basic: {tariffs: [api], fee: {amount: 30.00, line: Basic}, proration: on}
              pro: {tariffs: [api], fee: {amount: 60.00, line: Pro}, proration: on}
            """;
    private static final String COMMANDS =
            """
            {"type": "open-account", "id": "open-1", "at": "2026-06-01T00:00:00+01:00", "account": "acme",\
             "timezone": "Europe/London", "credit-limit": "500", "plans": ["basic"]}
            {"type": "usage", "id": "use-1", "at": "2026-06-10T12:00:00+01:00", "account": "acme", "service": "api",\
             "quantity": 3000}
            """;
    private static final String USAGE =
            """
            {"type": "usage", "id": "use-2", "at": "2026-06-25T11:00:00+01:00", "account": "acme", "service": "api",\
             "quantity": 100}
            {"type": "usage", "id": "use-3", "at": "2026-06-25T12:00:00+01:00", "account": "acme", "service": "api",\
             "quantity": 20}
            """;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    private final Servers servers = new Servers();
    private String node;
    private String gateway;
    private ConfigurableApplicationContext running;

    @BeforeEach
    void start() throws Exception {
        final Path catalog = Files.createDirectory(directory.resolve("catalog"));
        Files.writeString(catalog.resolve("catalog.yaml"), CATALOG);
        final int streams = FreePorts.one();
        final int nodeHttp = FreePorts.one();
        final int gatewayHttp = FreePorts.one();
        servers.startNode(directory, catalog, streams, nodeHttp, "");
        running = servers.startGateway(directory, catalog, streams, "127.0.0.1", gatewayHttp, "");
        node = "http://127.0.0.1:" + nodeHttp;
        gateway = "http://127.0.0.1:" + gatewayHttp;
        take(COMMANDS);
    }

    private void take(final String commands) throws Exception {
        final HttpResponse<String> taken = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(gateway + "/commands?answer=committed"))
                                .POST(HttpRequest.BodyPublishers.ofString(commands))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(
                "[\"DONE\",\"DONE\"]",
                JSON.readTree(taken.body()).path("results").toString());
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void shouldTakeAnAccountThroughItsMonth() throws Exception {
        shouldShowWhatIsUnbilled();
        shouldChangeSubscriptions();
        shouldTakeAndPayOut();
        shouldFillAndGiveBuckets();
        shouldInvoiceNow();
        shouldEndAtFileAndLine();
        shouldCreditAndMakeVoid();
        shouldExplainWhatWasCancelled();
        shouldNameTheFilesOfAnEventAndOfWhatReplacedIt();
        shouldCancelAndReplaceEvents();
        shouldMoveEvents();
        shouldSayWhatIsWrong();
        running.close();
        shouldNameFilesWithoutTheGateway();
    }

    private void shouldShowWhatIsUnbilled() {
        for (final String url : new String[] {node, gateway}) {
            final String shown = run("unbilled", "show", "--url", url, "acme", "--at", "2026-06-12T00:00:00Z");
            assertHas(shown, "\nfee +0.00\napi +30.00\n");
            assertHas(shown, "\nAPI calls +2026-06-01 +usage +30.00 +0.00 +30.00\n");
            assertHas(shown, "\nunbilled: 30.00 EUR, as of 2026-06-12T00:00:00Z\n");
            assertHas(shown, "\nexposure: 60.00 EUR, credit limit 500.00 EUR\n");
            assertHas(shown, "\n1 +2026-06-15 +open +30.00 +0.00 +30.00\n");
            assertHas(
                    shown, "\nnext bill: 60.00 EUR, of the cycle from 2026-06-01, .* closed at 2026-06-30T23:00:00Z\n");
        }
        assertEquals(
                "overdue",
                json("unbilled", "show", "--url", node, "--json", "acme")
                        .at("/invoices/0/state")
                        .asString(),
                "as of the time of the journal");
        assertEquals(
                "60.00",
                json("unbilled", "show", "--url", node, "acme", "--json")
                        .at("/estimate/total/amount")
                        .asString());
    }

    private void shouldFillAndGiveBuckets() throws Exception {
        take(
                """
                {"type": "open-account", "id": "open-2", "at": "2026-06-22T00:00:00+01:00", "account": "gina", "timezone": "Europe/London"}
                {"type": "open-account", "id": "open-3", "at": "2026-06-22T00:00:00+01:00", "account": "hugo", "timezone": "Europe/London"}
                """);
        final String at = "2026-06-22T09:00:00+01:00";
        final Object[] topUp = {
            "bucket",
            "top-up",
            "--url",
            gateway,
            "gina",
            "messages",
            "100 messages",
            "--price",
            "2.50",
            "--line",
            "Packs",
            "--until",
            "2026-07-22T00:00:00Z",
            "--id",
            "top-1",
            "--at",
            at
        };
        assertEquals("DONE: id top-1, at " + at + "\n", run(topUp));
        assertEquals("DUPLICATE, it was done before: id top-1, at " + at + "\n", run(topUp));
        run(
                "bucket",
                "transfer",
                "--url",
                gateway,
                "gina",
                "messages",
                "30 messages",
                "--to",
                "hugo",
                "--id",
                "give-1",
                "--at",
                at);
        run("bucket", "adjust", "--url", gateway, "gina", "messages", "--id", "fix-1", "--at", at, "--", "-5 messages");
        final String listed = run("bucket", "list", "--url", node, "gina");
        assertHas(
                listed,
                "\nmessages +2026-06-22T08:00:00Z +2026-07-22T00:00:00Z +100 messages +35 messages +65 messages\n");
        assertHas(run("unbilled", "show", "--url", node, "gina"), "\nunbilled: 2.50 EUR");
        assertWrong("bucket top-up gina minutes 5 --id x --url " + gateway, "bucket=minutes: ");
    }

    private void shouldChangeSubscriptions() {
        final Object[] change = {
            "subscription",
            "change",
            "--url",
            gateway,
            "acme",
            "basic",
            "--to",
            "pro",
            "--id",
            "up-1",
            "--at",
            "2026-06-16T09:00:00+01:00"
        };
        assertEquals("DONE: id up-1, at 2026-06-16T09:00:00+01:00\n", run(change));
        assertEquals("DUPLICATE, it was done before: id up-1, at 2026-06-16T09:00:00+01:00\n", run(change));
        send("subscription add acme basic --quantity 2 --id sub-1 --at 2026-06-17T00:00:00+01:00");
        send("subscription pause acme basic --id pause-1 --at 2026-06-18T00:00:00+01:00");
        send("subscription resume acme basic --id resume-1 --at 2026-06-19T00:00:00+01:00");
        send("subscription cancel acme basic --effective cycle-end --id end-1 --at 2026-06-20T00:00:00+01:00");
        final String listed = run("subscription", "list", "--url", node, "acme");
        assertHas(listed, "\nbasic +1 +2026-05-31T23:00:00Z +2026-06-1");
        assertHas(listed, "\npro +1 +2026-06-1[56].*");
        assertHas(listed, "\nbasic +2 .*2026-06-30T23:00:00Z");
    }

    private void shouldTakeAndPayOut() {
        send("payment add acme 35.00 --reference transfer-4711 --id pay-1 --at 2026-06-21T09:00:00+01:00");
        send("payment add acme 200.00 --id pay-2 --at 2026-06-22T09:00:00+01:00");
        send("payment refund acme 0.50 --id back-1 --at 2026-06-22T10:00:00+01:00");
        final JsonNode sent = json("payment", "add", "--url", gateway, "acme", "1.00", "--json");
        assertEquals("DONE", sent.path("result").asString());
        assertEquals(36, sent.path("id").asString().length(), "one that is new each time");
        final String listed = run("invoice", "list", "--url", node, "acme", "--at", "2026-06-23T00:00:00Z");
        assertHas(listed, "\n1 +start +2026-05-31T23:00:00Z +2026-06-15 +paid +30.00 +30.00 +0.00\n");
        assertHas(listed, "\npaid ahead: [0-9.]+ EUR\n");
        final String payments = run("payment", "list", "--url", gateway, "acme");
        assertHas(payments, "\n1 +2026-06-21T08:00:00Z +payment +35.00 +pay-1 +transfer-4711 +1: 30.00, 2: 5.00\n");
        assertHas(payments, "\n3 +2026-06-22T09:00:00Z +refund +0.50 +back-1\n");
        assertHas(payments, "\npaid ahead: [0-9.]+ EUR\n");
        assertHas(listed, "\nas of 2026-06-23T00:00:00Z\n");
    }

    private void shouldInvoiceNow() {
        final int before = count();
        send("invoice now acme --id now-1 --at 2026-06-24T00:00:00+01:00");
        final int number = count();
        assertEquals(before + 1, number);
        assertHas(run("unbilled", "show", "--url", gateway, "acme"), "\nunbilled: 0.00 EUR, as of 20");
        final String shown = run("invoice", "show", "--url", gateway, "acme", number);
        assertHas(shown, "\n2 +API calls +2026-06-01 +usage +30.00 +0.00 +30.00\n");
        assertHas(
                shown, "\ninvoice " + number + ", demand, issued 2026-06-23T23:00:00Z: 28.00, paid, due 2026-07-08, ");
        assertHas(run("invoice", "list", "--url", node, "acme", "--at", "2026-07-05T00:00:00Z"), "\n +cycle +draft +");
    }

    /** The journal says what a line was made of, and in which file that came. */
    private void shouldEndAtFileAndLine() throws Exception {
        drop("july.jsonl", USAGE);
        while (!"1.20".equals(unbilled())) {
            Thread.sleep(50);
        }
        send("invoice now acme --id now-2 --at 2026-06-26T00:00:00+01:00");
        final String number = Integer.toString(count());
        final String shown = run("invoice", "show", "--url", node, "acme", number, "--line", 1, "--events");
        assertHas(shown, "\n1 +API calls +2026-06-01 +usage +31.20 +30.00 +1.20\n");
        assertHas(shown, "\n2026-06-25T10:00:00Z +usage +use-2 +api +100 +1.00 +july.jsonl +1\n");
        assertHas(shown, "\n2026-06-25T11:00:00Z +usage +use-3 +api +20 +0.20 +july.jsonl +2\n");
        final JsonNode traced =
                json("invoice", "show", "--url", gateway, "--json", "acme", number, "--line", 1, "--events");
        assertEquals(
                "[use-3, use-2]", traced.path("events").findValuesAsString("id").toString());
        assertTrue(traced.path("complete").asBoolean());
        final JsonNode before = json("invoice", "show", "--url", node, "--json", "acme", 4, "--line", 2, "--events");
        assertEquals("[use-1]", before.path("events").findValuesAsString("id").toString());
        final JsonNode fee = json("invoice", "show", "--url", node, "--json", "acme", 1, "--line", 1, "--events");
        assertEquals(
                "[subscribe]", fee.path("events").findValuesAsString("type").toString());
        assertEquals("[30.00]", fee.path("events").findValuesAsString("charged").toString());
    }

    private void drop(final String name, final String lines) throws Exception {
        final Path part = Files.writeString(directory.resolve(name + ".part"), lines);
        final Path inbox = directory.resolve("gateway/in/commands");
        Files.move(part, Files.createDirectories(inbox).resolve(name));
    }

    private String unbilled() {
        return json("unbilled", "show", "--url", node, "--json", "acme")
                .at("/unbilled/amount")
                .asString();
    }

    private int count() {
        return json("invoice", "list", "--url", node, "--json", "acme", "--at", "2026-06-24T00:00:00Z")
                .path("invoices")
                .size();
    }

    private void shouldCreditAndMakeVoid() throws Exception {
        take(COMMANDS.replace("acme", "bella"));
        send("invoice now bella --id now-3 --at 2026-06-26T00:00:00+01:00");
        send("invoice credit bella 1 --amount 5.00 --on Goodwill --id note-1 --at 2026-06-26T00:00:00+01:00");
        send("invoice void bella 2 --id void-1 --at 2026-06-27T00:00:00+01:00");
        final String listed = run("invoice", "list", "--url", node, "bella", "--at", "2026-06-28T00:00:00Z");
        assertHas(listed, "\n1 +start .* overdue +30.00 +5.00 +25.00\n");
        assertHas(listed, "\n2 +demand +2026-06-25T23:00:00Z +void +30.00 *\n");
        assertHas(listed, "\n3 +credit-note .* -5.00");
        final String shown = run("unbilled", "show", "--url", node, "bella");
        assertHas(shown, "\nFrom void invoices +2026-06-01 +usage +30.00 +0.00 +30.00\n");
        assertHas(shown, "\nexposure: 55.00 EUR, ");
        assertWrong("invoice void bella 1 --id x --url " + gateway, "INVALID_VALUE: ");
        assertWrong("invoice void bella 2 --id x --url " + gateway, "UNKNOWN_NAME: ");
    }

    private void shouldExplainWhatWasCancelled() throws Exception {
        take(COMMANDS.replace("acme", "carla"));
        final String head = "\"at\": \"2026-06-20T00:00:00Z\", \"account\": \"carla\", \"event\": ";
        take(
                "{\"type\": \"replace-event\", \"id\": \"use-9\", \"service\": \"api\", \"quantity\": 2000, " + head
                        + "\"use-1\"}\n"
                        + "{\"type\": \"invoice\", \"id\": \"now-8\", \"at\": \"2026-06-19T00:00:00Z\", \"account\": \"carla\"}");
        String told = explained("carla", "use-9");
        while (!told.contains("\"charged\":{\"amount\":\"20.00\"")) {
            Thread.sleep(20);
            told = explained("carla", "use-9");
        }
        assertHas(explained("carla", "use-1"), "\"cancelled\":true,\"replaced-by\":\"use-9\"");
        assertHas(
                explained("carla", "use-1"),
                "it was replaced by use-9 at 2026-06-20T00:00:00Z: what it was charged, had counted and drawn is taken");
        take("{\"type\": \"cancel-event\", \"id\": \"back-9\", " + head + "\"use-9\"}\n"
                + "{\"type\": \"usage\", \"id\": \"use-10\", \"at\": \"2026-06-20T00:00:00Z\", \"account\": \"carla\","
                + " \"service\": \"api\", \"quantity\": 1}");
        assertHas(explained("carla", "use-9"), "\"cancelled\":true,\"cancelled-by\":\"back-9\"");
        assertFalse(explained("carla", "use-10").contains("cancelled"));
    }

    private void shouldNameTheFilesOfAnEventAndOfWhatReplacedIt() throws Exception {
        take(COMMANDS.replace("acme", "dora"));
        drop("day-1.jsonl", USAGE.replace("acme", "dora"));
        awaitExplained("use-3", "\"file\":\"day-1.jsonl\"");
        drop(
                "day-2.jsonl",
                """
                {"type": "replace-event", "id": "use-4", "at": "2026-06-26T00:00:00Z", "account": "dora",\
                 "service": "api", "quantity": 50, "event": "use-3"}
                """);
        awaitExplained("use-4", "event use-4 (day-2.jsonl line 1): api at ");
        assertHas(explained("dora", "use-3"), "\"file\":\"day-1.jsonl\",\"line\":2,.*\"replaced-by\":\"use-4\"");
        assertTraced();
    }

    private void shouldCancelAndReplaceEvents() throws Exception {
        take(COMMANDS.replace("acme", "erik"));
        send("event replace erik use-1 --service api --start 2026-06-10T11:00:00Z --quantity 2000 --id use-2"
                + " --at 2026-06-20T00:00:00Z");
        awaitCharged("erik", "20.00");
        assertHas(
                run("event", "show", "--url", node, "erik", "use-2"),
                "^event use-2: api at 2026-06-10T11:00:00Z, account erik\n");
        assertHas(
                run("event", "show", "--url", gateway, "erik", "use-1"),
                "\nit was replaced by use-2 at 2026-06-20T00:00:00Z: ");
        final String back =
                "event cancel erik use-2 --start 2026-06-10T11:00:00Z --id back-1 --at 2026-06-21T00:00:00Z";
        send(back);
        awaitCharged("erik", "0.00");
        assertEquals("DUPLICATE, it was done before: id back-1, at 2026-06-21T00:00:00Z\n", run((Object[])
                (back + " --url " + gateway).split(" ")));
        assertEquals(
                "back-1",
                json("event", "show", "--url", node, "--json", "erik", "use-2")
                        .at("/0/cancelled-by")
                        .asString());
        final String url = " --id x --url " + gateway;
        assertWrong("event cancel erik use-2" + url, "ALREADY_CANCELLED: ");
        assertWrong("event cancel erik nothing" + url, "UNKNOWN_EVENT: ");
        assertWrong("event cancel erik use-2 --event-origin switch-9" + url, "UNKNOWN_EVENT: ");
        assertWrong("event replace erik use-2 --service nope --start 2026-06-10T11:00:00Z" + url, "service=nope: ");
        assertWrong("event show erik nothing --url " + node, "account erik has no event id=nothing");
    }

    private void shouldMoveEvents() throws Exception {
        take(COMMANDS.replace("acme", "fred"));
        send("bucket top-up fred calls 5000 --from 2026-06-01T00:00:00Z --id top-9 --at 2026-06-20T00:00:00Z");
        final String there = "event move fred use-1 --to prepaid --id move-1 --at 2026-06-20T00:00:00Z";
        send(there);
        awaitCharged("fred", "0.00");
        assertEquals("DUPLICATE, it was done before: id move-1, at 2026-06-20T00:00:00Z\n", run((Object[])
                (there + " --url " + gateway).split(" ")));
        assertHas(
                run("event", "show", "--url", gateway, "fred", "use-1"),
                "\nit was moved by move-1 at 2026-06-20T00:00:00Z: ");
        final JsonNode moved = json("event", "show", "--url", node, "--json", "fred", "move-1");
        assertEquals("prepaid", moved.at("/0/moved-to").asString());
        assertEquals(
                "moved to prepaid: buckets pay for all of it",
                moved.at("/0/explanation/1").asString());
        send("event move fred move-1 --to unbilled --start 2026-06-10T11:00:00Z --id move-2 --at 2026-06-20T00:00:00Z");
        awaitCharged("fred", "30.00");
        assertEquals(
                "move-2",
                json("event", "show", "--url", node, "--json", "fred", "move-1")
                        .at("/0/moved-by")
                        .asString());
        final String url = " --id x --url " + gateway;
        assertWrong("event move fred use-1 --to unbilled" + url, "ALREADY_CANCELLED: ");
        assertWrong(
                "event move fred move-2 --to bank" + url,
                "to=bank: is nowhere that an event is moved to; right: unbilled or prepaid");
    }

    private void awaitCharged(final String account, final String amount) throws Exception {
        while (!json("unbilled", "show", "--url", node, "--json", account)
                .at("/unbilled/amount")
                .asString()
                .equals(amount)) {
            Thread.sleep(20);
        }
    }

    /** What replaces an event is charged by an entry after the one that took the event back. */
    private void awaitExplained(final String id, final String part) throws Exception {
        while (!explained("dora", id).contains(part)) {
            Thread.sleep(20);
        }
    }

    /** What took the event back is of the file that the event came from. */
    private void assertTraced() {
        send("invoice now dora --id now-5 --at 2026-06-27T00:00:00+01:00");
        shouldNameFilesWithoutTheGateway();
    }

    private void shouldNameFilesWithoutTheGateway() {
        final String shown = run("invoice", "show", "--url", node, "dora", 2, "--line", 1, "--events");
        assertHas(shown, "\n2026-06-26T00:00:00Z +usage +use-4 +api +50 +0.50 +day-2.jsonl +1\n");
        assertHas(shown, " +reverse-event +use-3 +-0.20 +day-1.jsonl +2\n");
        assertHas(shown, " +usage +use-3 +api +20 +0.20 +day-1.jsonl +2\n");
    }

    private String explained(final String account, final String id) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(node + "/accounts/" + account + "/events?id=" + id))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void shouldSayWhatIsWrong() {
        final String url = "--url " + gateway;
        for (final String wrong : new String[] {"payment add acme 1", "subscription cancel acme pro"}) {
            assertWrong(
                    wrong + " --id x --url " + node,
                    "--url " + node + " is a node, which takes no commands; give the HTTP port of a gateway");
        }
        assertWrong("payment add acme 0 --id x " + url, "amount=0: is not more than 0; right: what is paid");
        assertWrong("payment add acme 1.00 --invoice 1 --id x " + url, "UNKNOWN_NAME: there is none: no plan, bucket");
        assertWrong("payment refund acme 1000 --id x " + url, "UNFUNDED: no part of it could be paid");
        assertWrong("payment add acme 1 --id pay-1 " + url, "CONFLICT: an event of the same origin and id came");
        assertWrong("invoice show acme 99 " + url, "account acme has no invoice number=99 that is still at hand");
        assertWrong("invoice show acme first " + url, "number=first: is no number; right: a whole number from 1");
        assertWrong(
                "invoice list acme --at soon " + url, "at=soon: is no time; right: a time as in 2026-07-01T00:00:00Z");
        assertWrong("invoice show acme 1 --line 9 " + url, "invoice number=1 has no line=9, its lines are 1 to 1");
        assertWrong("unbilled show nobody " + url, "no account nobody");
        assertWrong("subscription change acme pro --id x " + url, "to=: is missing; right: the name of the new plan");
        assertWrong("subscription pause acme pro --id x --at soon " + url, "at=soon: ");
        assertWrong(
                "invoice now acme --id x --at 2026-06-24T00:00:00Z --url http://127.0.0.1:1",
                "--url http://127.0.0.1:1 does not answer; give the HTTP port of a node or gateway; if it was taken, the"
                        + " same with --id x --at 2026-06-24T00:00:00Z does nothing, and says so");
    }

    /** Has the gateway carry it out, once. */
    private void send(final String line) {
        final String shown = run((Object[]) (line + " --url " + gateway).split(" "));
        assertTrue(shown.startsWith("DONE: id "), shown);
    }

    private static void assertWrong(final String line, final String said) {
        final Cli.Result result = Cli.run((Object[]) line.split(" "));
        assertEquals(1, result.status(), result.out() + result.err());
        assertTrue(result.err().startsWith("ratinggrid: " + said), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertEquals("", result.out());
    }

    private static void assertHas(final String text, final String pattern) {
        assertTrue(Pattern.compile(pattern).matcher(text).find(), () -> text + "has no " + pattern);
    }

    private static JsonNode json(final Object... arguments) {
        return JSON.readTree(run(arguments));
    }

    private static String run(final Object... arguments) {
        final Cli.Result result = Cli.run(arguments);
        assertEquals(0, result.status(), result.err());
        return result.out();
    }
}
