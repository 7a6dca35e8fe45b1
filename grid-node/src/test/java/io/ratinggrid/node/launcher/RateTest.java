package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code rate} as a user runs it. */
class RateTest {
    private static final Path FIGURE = Path.of("../rating-compute/src/main/resources/samples/figure-2");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    @Test
    void shouldWriteTheSameEventsAsJsonAndAsCsv() throws Exception {
        final Cli.Result result = rate("--explain", "--format", "csv,jsonl", "--usage", usage());
        assertEquals(0, result.status(), result.err());
        final List<JsonNode> json = new ArrayList<>();
        for (final String line : Files.readAllLines(out().resolve("rated.jsonl"))) {
            json.add(JSON.readTree(line));
        }
        final List<NamedCsvRecord> rows = rows();
        assertEquals(json.size(), rows.size());
        assertEquals(3, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            final NamedCsvRecord row = rows.get(i);
            final JsonNode event = json.get(i);
            for (final String name : List.of(
                    "v",
                    "id",
                    "account",
                    "subscriber",
                    "file",
                    "line",
                    "service",
                    "start",
                    "result",
                    "used",
                    "rated",
                    "document-line",
                    "catalog",
                    "charge",
                    "zone")) {
                assertEquals(event.path(name).asString(""), row.getField(name), name);
            }
            assertEquals(event.path("charged").path("amount").asString(), row.getField("charged"));
            assertEquals(event.path("charged").path("currency").asString(), row.getField("currency"));
            final List<String> why = new ArrayList<>();
            event.path("explanation").forEach(line -> why.add(line.asString()));
            assertEquals(String.join(" | ", why), row.getField("explanation"));
        }
        assertEquals(
                "bucket units=6000000 bucket=1; priced units=40800000 amount=34.00",
                rows.get(0).getField("parts"));
    }

    @Test
    void shouldWriteCsvAloneAndExplainFromIt() throws Exception {
        assertEquals(0, rate("--usage", usage()).status());
        assertEquals(0, rate("--format", "csv", "--explain", "--usage", usage()).status());
        assertFalse(Files.exists(out().resolve("rated.jsonl")), "an earlier run's events are left");
        final Cli.Result explained = Cli.run("explain", "--out", out(), "domestic");
        assertEquals(0, explained.status());
        assertTrue(explained.out().startsWith("event domestic ("), explained.out());
        assertEquals(0, rate("--format", "csv", "--usage", usage()).status());
        assertFalse(rows().get(0).getHeader().contains("explanation"));
    }

    @Test
    void shouldTakeBackCancelledEvents() throws Exception {
        final String cancel =
                """
                {"type": "cancel-event", "id": "%s", "at": "2026-06-29T00:00:00Z", "account": "acme", "event": "%s"}
                """;
        final JsonNode first = JSON.readTree(Files.readAllLines(usage()).get(0));
        final String event = first.path("id").asString();
        final String account = first.path("account").asString("acme");
        final Path cancels = Files.writeString(
                directory.resolve("cancel.jsonl"),
                (cancel.formatted("x1", event) + cancel.formatted("x2", event) + cancel.formatted("x3", "none"))
                        .replace("\"acme\"", "\"" + account + "\""));
        final Cli.Result result = rate("--usage", usage(), cancels);
        assertEquals(
                "usage: 3 DONE; other commands: 8 DONE, 1 UNKNOWN_EVENT, 1 ALREADY_CANCELLED",
                result.out().strip());
        final JsonNode rated =
                JSON.readTree(Files.readAllLines(out().resolve("rated.jsonl")).get(0));
        final List<String> reversals = Files.readAllLines(out().resolve("reversals.jsonl"));
        assertEquals(1, reversals.size());
        final JsonNode reversal = JSON.readTree(reversals.get(0));
        assertEquals(event, reversal.path("event").asString());
        assertEquals("DONE", reversal.path("result").asString());
        assertEquals(rated.path("file"), reversal.path("file"));
        assertEquals(
                "-" + rated.path("charged").path("amount").asString(),
                reversal.path("charged").path("amount").asString());
    }

    @Test
    void shouldRateWhatReplacesAnEventInItsPlace() throws Exception {
        final List<String> lines = Files.readAllLines(usage()).subList(0, 3);
        final Path open = Files.write(directory.resolve("open.jsonl"), lines);
        final ObjectNode replace = (ObjectNode) JSON.readTree(lines.get(0));
        final String event = replace.path("id").asString();
        replace.put("type", "replace-event").put("id", "right").put("event", event);
        replace.put("event-origin", replace.path("origin").asString(null));
        final Path replaces = Files.writeString(directory.resolve("replace.jsonl"), replace + "\n");
        assertEquals(
                "usage: 3 DONE; other commands: 7 DONE",
                rate("--usage", open, replaces).out().strip());
        final List<String> rated = Files.readAllLines(out().resolve("rated.jsonl"));
        assertEquals(4, rated.size());
        final JsonNode wrong = JSON.readTree(rated.get(0));
        final JsonNode right = JSON.readTree(rated.get(3));
        assertEquals("right", right.path("id").asString());
        assertEquals(wrong.path("charged"), right.path("charged"));
        assertEquals(wrong.path("parts"), right.path("parts"), "as if the other had never been there");
        assertTrue(right.path("file").asString().endsWith("replace.jsonl"), right::toString);
        final List<String> reversals = Files.readAllLines(out().resolve("reversals.jsonl"));
        assertEquals(1, reversals.size());
        final JsonNode reversal = JSON.readTree(reversals.get(0));
        assertEquals(event, reversal.path("event").asString());
        assertEquals(
                "-" + wrong.path("charged").path("amount").asString(),
                reversal.path("charged").path("amount").asString());
    }

    @Test
    void shouldMoveAnEventToUnbilledOnce() throws Exception {
        final List<String> lines = Files.readAllLines(usage()).subList(0, 3);
        final Path open = Files.write(directory.resolve("open.jsonl"), lines);
        final JsonNode event = JSON.readTree(lines.get(0));
        final ObjectNode move = JSON.createObjectNode()
                .put("type", "move-event")
                .put("id", "there")
                .put("at", "2026-06-29T00:00:00Z")
                .put("account", event.path("account").asString())
                .put("event", event.path("id").asString())
                .put("event-origin", event.path("origin").asString(null))
                .put("to", "unbilled");
        final Path moves = Files.writeString(
                directory.resolve("move.jsonl"),
                move + "\n" + move.put("id", "here").put("event", "there") + "\n");
        assertEquals(
                "usage: 3 DONE; other commands: 8 DONE",
                rate("--usage", open, moves).out().strip());
        final List<String> rated = Files.readAllLines(out().resolve("rated.jsonl"));
        assertEquals(4, rated.size());
        final JsonNode included = JSON.readTree(rated.get(0));
        final JsonNode moved = JSON.readTree(rated.get(3));
        assertEquals("34.00", included.at("/charged/amount").asString(), "100 of 780 minutes are included");
        assertEquals("there", moved.path("id").asString());
        assertEquals("unbilled", moved.path("moved-to").asString());
        assertEquals("39.00", moved.at("/charged/amount").asString());
        assertEquals(included.path("start"), moved.path("start"));
        assertTrue(moved.path("file").asString().endsWith("move.jsonl"), moved::toString);
        final List<String> reversals = Files.readAllLines(out().resolve("reversals.jsonl"));
        assertEquals(2, reversals.size());
        assertEquals(
                "-34.00", JSON.readTree(reversals.get(0)).at("/charged/amount").asString());
        assertEquals(
                "ALREADY_THERE", JSON.readTree(reversals.get(1)).path("result").asString());
    }

    @Test
    void shouldRateOtherFilesWhenSomeCannotBeRead() throws Exception {
        final Path files = Files.createDirectory(directory.resolve("files"));
        Drop.writeAll(files);
        final Cli.Result result = rate(
                "--usage",
                files.resolve("binary.jsonl"),
                files.resolve("cut-off.jsonl"),
                files.resolve("directory.jsonl"),
                files.resolve("empty.jsonl"),
                files.resolve("gzip.jsonl"),
                files.resolve("latin.jsonl"),
                files.resolve("long.jsonl"),
                files.resolve("missing.jsonl"),
                files.resolve("utf-16.jsonl"),
                files.resolve("good.jsonl"));
        assertEquals(1, result.status());
        assertEquals(
                "usage: 3 DONE; other commands: 6 DONE; 3 rejected",
                result.out().strip());
        assertEquals(
                List.of(
                        "binary.jsonl is no text: 64 zero bytes and 1792 control characters in its first 16384, the first"
                                + " zero at byte 1",
                        "directory.jsonl is no file; name the files in it one by one",
                        "empty.jsonl has no records",
                        "gzip.jsonl is compressed with gzip; unpack it first",
                        "missing.jsonl does not exist",
                        "utf-16.jsonl is in UTF-16 or binary; if it is a text, convert it to UTF-8 first (iconv -f UTF-16"
                                + " -t UTF-8)",
                        "5 files were not read to the end; all others are rated"),
                result.err()
                        .lines()
                        .map(line -> line.replaceFirst("ratinggrid: (.*/files/)?", ""))
                        .toList());
    }

    @Test
    void shouldSayThatAFileMustNotBeRead() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        final Path file = Files.writeString(directory.resolve("secret.jsonl"), Drop.GOOD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        final Cli.Result result = rate("--usage", file, usage());
        assertEquals(1, result.status());
        assertTrue(result.err().contains("secret.jsonl must not be read by this user"), result.err());
        assertEquals("usage: 3 DONE; other commands: 6 DONE", result.out().strip());
    }

    @Test
    void shouldWriteWhatSessionsAreAnswered() throws Exception {
        writeCatalog(
                """
                services: {data: {unit: octet}}
                buckets: {purse: {money: true, services: [data], validity: forever}}
                tariffs: {t: {charges: {volume: {service: data, line: Data, price: 0.10 / MB, overage: block}}}}
                plans: {p: {tariffs: [t]}}
                """);
        rateCommands(
                """
                {"type": "open-account", "at": "2026-06-01T00:00:00Z", "account": "ann", "timezone": "Europe/London", "plans": ["p"]}
                {"type": "top-up", "at": "2026-06-01T00:00:00Z", "id": "t1", "account": "ann", "bucket": "purse", "amount": "10.00"}
                {"type": "reserve", "at": "2026-06-02T00:00:00Z", "account": "ann", "session": "s1", "number": 1, "validity": 600, "groups": [{"service": "data", "request": "60 MB"}]}
                {"type": "reserve", "at": "2026-06-02T00:00:01Z", "account": "ann", "session": "s1", "number": 1, "validity": 600, "groups": [{"service": "data", "request": "60 MB"}]}
                {"type": "reserve", "at": "2026-06-02T00:00:02Z", "account": "ann", "session": "s2", "number": 1, "groups": [{"service": "data", "request": "60 MB"}]}
                {"type": "reserve", "at": "2026-06-02T00:00:03Z", "account": "ann", "session": "s3", "number": 1, "groups": [{"service": "data", "request": "60 MB"}]}
                {"type": "commit", "at": "2026-06-02T00:01:00Z", "account": "ann", "session": "s1", "number": 2, "last": true, "groups": [{"service": "data", "used": "25 MB"}]}
                """);
        final List<String> answers = new ArrayList<>();
        for (final String line : Files.readAllLines(out().resolve("sessions.jsonl"))) {
            final JsonNode answer = JSON.readTree(line);
            final JsonNode group = answer.path("groups").get(0);
            answers.add(answer.path("account").asString() + " "
                    + answer.path("session").asString() + "/"
                    + answer.path("number") + " " + answer.path("result").asString() + " granted="
                    + group.path("granted") + " charged="
                    + group.path("charged").path("amount").asString());
        }
        assertEquals(
                List.of(
                        "ann s1/1 DONE granted=60000000 charged=",
                        "ann s2/1 PARTLY_FUNDED granted=40000000 charged=",
                        "ann s3/1 UNFUNDED granted=0 charged=",
                        "ann s1/2 DONE granted= charged=2.50"),
                answers);
    }

    /** Bands change at 8 and 20 o'clock local time, the catalog on 3 June. */
    @ParameterizedTest
    @CsvSource({
        "data,  10 MB,   2026-06-02T18:30:00Z, 3600, 2026-06-02T19:00:00Z, 10000000",
        "data,  10 MB,   2026-06-02T18:30:00Z, 1800, '',                   10000000",
        "data,  10 MB,   2026-06-02T17:30:00Z, 3600, '',                   10000000",
        "voice, 60 s,    2026-06-02T18:30:00Z, 3600, 2026-06-02T19:00:00Z, 60000",
        "voice, 1 h,     2026-06-02T18:30:00Z, 60,   2026-06-02T19:00:00Z, 3600000",
        "sms,   1 message, 2026-06-02T23:30:00Z, 3600, 2026-06-03T00:00:00Z, 1",
        "data,  10 MB,   2026-06-02T23:30:00Z, 3600, 2026-06-03T00:00:00Z, 10000000",
    })
    void shouldTellWhenAPriceChanges(
            final String service,
            final String request,
            final String at,
            final int validity,
            final String change,
            final long granted)
            throws Exception {
        for (int version = 1; version <= 2; version++) {
            Files.writeString(
                    Files.createDirectories(directory.resolve("catalog/" + version))
                            .resolve("catalog.yaml"),
                    """
                    ratinggrid: 1
                    version: "%d"
                    effective: 2026-%s
                    currency: EUR
                    timezone: Europe/London
                    services: {data: {unit: octet}, voice: {unit: second}, sms: {unit: message}}
                    bands: {evening: {otherwise: cheap, rules: [{band: dear, days: [every-day], from: "08:00", to: "20:00"}]}}
                    tariffs:
                      t:
                        charges:
                          d: {service: data, line: Data, bands: evening, price: {dear: 0.10 / MB, cheap: 0.05 / MB}}
                          v: {service: voice, line: Calls, bands: evening, price: {dear: 0.10 / minute, cheap: 0.05 / minute}}
                          s: {service: sms, line: Texts, price: 0.10 / message}
                    plans: {p: {tariffs: [t]}}
                    """
                            .formatted(version, version == 1 ? "01-01T00:00:00Z" : "06-03T00:00:00Z"));
        }
        rateCommands(
                """
                {"type": "open-account", "at": "2026-06-01T00:00:00Z", "account": "ann", "timezone": "Europe/London", "plans": ["p"]}
                {"type": "reserve", "at": "%s", "account": "ann", "session": "s1", "number": 1, "validity": %d, "groups": [{"service": "%s", "request": "%s"}]}
                """
                        .formatted(at, validity, service, request));
        final JsonNode group = JSON.readTree(Files.readString(out().resolve("sessions.jsonl")))
                .path("groups")
                .path(0);
        assertEquals(change, group.path("tariff-change").asString(""), group::toString);
        assertEquals(granted, group.path("granted").asLong(), group::toString);
    }

    /** The one version of a catalog in EUR and London time, from its services on. */
    private void writeCatalog(final String definitions) throws IOException {
        Files.createDirectories(directory.resolve("catalog"));
        Files.writeString(
                directory.resolve("catalog/catalog.yaml"),
                """
                ratinggrid: 1
                version: "1"
                effective: 2026-01-01T00:00:00Z
                currency: EUR
                timezone: Europe/London
                """
                        + definitions);
    }

    /** More than the 256 that wait in an account at most. */
    @Test
    void shouldWriteWhatIsToldOfThresholds() throws Exception {
        writeCatalog(
                """
                services: {clicks: {unit: click}}
                buckets: {quota: {unit: click, services: [clicks], notify: [50%, 100%]}}
                tariffs: {t: {charges: {c: {service: clicks, line: Clicks, price: 1.00 / click}}}}
                plans: {p: {tariffs: [t]}}
                """);
        final StringBuilder commands = new StringBuilder(
                """
                {"type": "open-account", "at": "2026-06-01T00:00:00Z", "account": "ann", "timezone": "Europe/London", "plans": ["p"]}
                """);
        for (int i = 0; i < 300; i++) {
            commands.append(
                    """
                    {"type": "top-up", "at": "2026-06-02T00:00:00Z", "id": "t%1$d", "account": "ann", "bucket": "quota", "amount": "2 clicks"}
                    {"type": "usage", "at": "2026-06-02T00:00:00Z", "id": "a%1$d", "account": "ann", "service": "clicks", "quantity": 1}
                    {"type": "usage", "at": "2026-06-02T00:00:00Z", "id": "b%1$d", "account": "ann", "service": "clicks", "quantity": 1}
                    """
                            .formatted(i));
        }
        assertEquals("usage: 600 DONE; other commands: 302 DONE", rateCommands(commands));
        final List<String> told = Files.readAllLines(out().resolve("notices.jsonl"));
        assertTrue(told.size() > 256, "told=" + told.size());
        final JsonNode last = JSON.readTree(told.get(told.size() - 1));
        assertEquals("quota", last.path("bucket").asString());
        assertEquals(100, last.path("percent").asInt());
        assertTrue(last.path("id").asString().endsWith("-" + told.size()), last::toString);
    }

    @Test
    void shouldNumberStatementsOfBuckets() throws Exception {
        writeCatalog(
                """
                services: {clicks: {unit: click}}
                buckets:
                  month: {unit: click, services: [clicks], validity: cycle, rollover: {maximum: 5 clicks, cycles: 1}}
                  purse: {money: true}
                tariffs: {t: {charges: {c: {service: clicks, line: Clicks, price: 1.00 / click}}}}
                plans: {p: {tariffs: [t], grants: {month: 20 clicks}}}
                """);
        assertEquals(
                "usage: 1 DONE; other commands: 4 DONE",
                rateCommands(
                        """
                        {"type": "open-account", "at": "2026-06-01T00:00:00+01:00", "account": "ann", "timezone": "Europe/London", "plans": ["p"]}
                        {"type": "top-up", "at": "2026-06-02T00:00:00Z", "id": "t", "account": "ann", "bucket": "purse", "amount": "7.00"}
                        {"type": "usage", "at": "2026-06-02T00:00:00Z", "id": "a", "account": "ann", "service": "clicks", "quantity": 8}
                        {"type": "close-cycle", "at": "2026-08-02T00:00:00Z", "id": "c", "account": "ann"}
                        """));
        final JsonNode documents = JSON.readTree(out().resolve("documents.json").toFile());
        final List<String> told = new ArrayList<>();
        for (final JsonNode one : documents) {
            if ("statement".equals(one.path("kind").asString())) {
                final StringBuilder text = new StringBuilder(one.path("number").asString() + " of "
                        + one.path("cycle").asString() + " to "
                        + one.path("until").asString() + " made "
                        + one.path("made").asString());
                one.path("buckets").forEach(line -> text.append("; ")
                        .append(line.path("bucket").asString())
                        .append(' ')
                        .append(line.path("opening").asString())
                        .append(" + ")
                        .append(line.path("granted").asString()));
                told.add(text.toString());
            }
        }
        assertEquals(
                List.of(
                        "1 of 2026-06-01 to 2026-06-30T23:00:00Z made 2026-08-02T00:00:00Z;"
                                + " month 0 clicks + 20 clicks; purse 0.00 EUR + 7.00 EUR",
                        "2 of 2026-07-01 to 2026-07-31T23:00:00Z made 2026-08-02T00:00:00Z;"
                                + " month 5 clicks + 20 clicks; purse 7.00 EUR + 0.00 EUR"),
                told.stream().map(RateTest::inOrder).toList());
    }

    /** Lines of a statement are in order of the symbols of their types. */
    private static String inOrder(final String statement) {
        final String[] parts = statement.split("; ");
        Arrays.sort(parts, 1, parts.length);
        return String.join("; ", parts);
    }

    /** By the catalog below {@code catalog}; returns what is printed. */
    private String rateCommands(final CharSequence commands) throws IOException {
        final Path file = Files.writeString(directory.resolve("commands.jsonl"), commands);
        final Cli.Result result =
                Cli.run("rate", "--catalog", directory.resolve("catalog"), "--out", out(), "--commands", file);
        assertEquals(0, result.status(), result.err());
        return result.out().strip();
    }

    private Cli.Result rate(final Object... more) {
        final List<Object> line = new ArrayList<>(List.of("rate", "--catalog", FIGURE, "--out", out()));
        line.addAll(List.of("--accounts", FIGURE.resolve("accounts.jsonl")));
        line.addAll(List.of(more));
        return Cli.run(line.toArray());
    }

    private Path out() {
        return directory.resolve("out");
    }

    private static Path usage() {
        return FIGURE.resolve("usage-of-june.commands.jsonl");
    }

    private List<NamedCsvRecord> rows() throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(out().resolve("rated.csv"))) {
            return csv.stream().toList();
        }
    }
}
