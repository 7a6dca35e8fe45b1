package io.ratinggrid.node.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ratinggrid.ingest.cdr.MappingFile;
import io.ratinggrid.ingest.intake.ReplayRequest;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.ingest.reject.RejectStore;
import io.ratinggrid.ingest.reject.RejectedRecord;
import io.ratinggrid.ingest.store.DamagedFileException;
import io.ratinggrid.ingest.suspense.SuspenseStore;
import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.output.OutputForm;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/FORMATS.md, read by the readers that it describes. */
class FormatsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/FORMATS.md");
    private static final Path CATALOG = Path.of("../rating-compute/src/main/resources/samples/figure-2");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+) (\\w+)\n(.*?)^```$");

    @TempDir
    private Path directory;

    @Test
    void shouldCarryOutItsAccountsAndCommands() throws Exception {
        assertEquals(
                "usage: 2 DONE; other commands: 30 DONE", run(block("json", "accounts"), block("json", "commands")));
        assertEquals(List.of(), Files.readAllLines(directory.resolve("out/refused.jsonl")));
    }

    @Test
    void shouldRejectOtherVersions() throws Exception {
        final String accounts = block("json", "accounts").replace("{\"at\"", "{\"v\": 1, \"at\"");
        final String commands = block("json", "commands").replace("{\"type\"", "{\"v\": 2, \"type\"");
        assertEquals("usage: none; other commands: 5 DONE; 25 rejected", run(accounts, commands));
        assertTrue(Files.readString(directory.resolve("out/refused.jsonl"))
                .contains("field v '2' is no known version; 1"));
    }

    @Test
    void shouldShowWhatSessionsHold() throws Exception {
        final String reserve = "{\"type\": \"reserve\", \"at\": \"2026-06-20T10:00:00Z\", \"account\": \"acme\","
                + " \"subscriber\": \"line-1\", \"session\": \"s\", \"number\": 1,"
                + " \"groups\": [{\"service\": \"sms\", \"request\": \"7\"}]}\n";
        try (ScriptRunner script = script()) {
            script.read(write("accounts.jsonl", block("json", "accounts")), JsonFormat.ACCOUNTS);
            script.read(write("commands.jsonl", reserve), JsonFormat.COMMANDS);
            script.finish();
        }
        final String balances = Files.readString(directory.resolve("out/balances.json"));
        assertTrue(
                balances.matches("(?s).*\"remaining\" ?: ?\"100 messages\",\\s*\"reserved\" ?: ?\"7 messages\".*"),
                balances);
    }

    @Test
    void shouldTellOfWhatSessionsUseAsOfUsage() throws Exception {
        assertEquals(
                "usage: 2 DONE; other commands: 30 DONE", run(block("json", "accounts"), block("json", "commands")));
        final List<String> rated = Files.readAllLines(directory.resolve("out/rated.jsonl")).stream()
                .filter(line -> line.contains("\"session\""))
                .toList();
        assertEquals(2, rated.size());
        assertTrue(
                rated.get(0)
                        .matches(".*\"id\":\"call-8/2\".*\"session\":\"call-8\",\"number\":2,\"group\":0,"
                                + "\"service\":\"voice\",\"start\":\"2026-06-29T10:00:00Z\".*\"used\":300000,.*"),
                rated.get(0));
        assertTrue(rated.get(1).matches(".*\"id\":\"call-8/3\".*\"used\":120000,.*"), rated.get(1));
    }

    @Test
    void shouldReadItsMapping() throws Exception {
        final Path mapping = write("meter.yaml", block("yaml", "mapping"));
        final Path records = directory.resolve("records.csv");
        Files.write(records, block("csv", "mapping").getBytes("ISO-8859-1"));
        final Path accounts = write("accounts.jsonl", block("json", "accounts"));
        try (ScriptRunner script = script()) {
            script.read(accounts, JsonFormat.ACCOUNTS);
            script.read(records, MappingFile.read(mapping));
            assertEquals(
                    "usage: 2 DONE; other commands: 5 DONE; 1 filtered",
                    script.counts().summary());
        }
    }

    @Test
    void shouldReadItsSuspenseFile() throws Exception {
        final String text = block("json", "suspense");
        final Path file = write("suspense.jsonl", text);
        final List<String> items = new ArrayList<>();
        final List<String> events = new ArrayList<>();
        SuspenseStore.forEach(file, (item, open) -> {
            items.add(item.number() + " " + item.reason() + " " + item.place().line() + " " + open);
            events.add(item.event());
        });
        assertEquals(List.of("1 UNKNOWN_SUBSCRIBER 7 false", "2 NO_TARIFF 8 true"), items);
        try (SuspenseStore store = SuspenseStore.open(file, Map.of())) {
            assertEquals(1, store.countOpen());
        }
        assertEquals(
                "usage: 1 UNKNOWN_SUBSCRIBER, 1 NO_TARIFF; other commands: 5 DONE",
                run(block("json", "accounts"), String.join("\n", events) + "\n"));
        final Path other = write("other.jsonl", text.replace("\"v\":1", "\"v\":2"));
        assertThrows(DamagedFileException.class, () -> SuspenseStore.open(other, Map.of()));
    }

    @Test
    void shouldReadItsRejectFile() throws Exception {
        final Path file = write("rejects.jsonl", block("json", "rejects"));
        final List<RejectedRecord> rejected = new ArrayList<>();
        RejectStore.forEach(file, rejected::add);
        assertEquals(
                "field quantity '-5 min' is negative; 0 or more",
                rejected.get(0).reason());
        try (RejectStore store = RejectStore.open(file, Map.of())) {
            assertEquals(1, store.count());
        }
        final Path other = write("other.jsonl", block("json", "rejects").replace("\"v\":1", "\"v\":2"));
        assertThrows(DamagedFileException.class, () -> RejectStore.open(other, Map.of()));
    }

    @Test
    void shouldReadItsReplayRequest() throws Exception {
        final ReplayRequest request = ReplayFile.read(write("replay.json", block("json", "replay")));
        assertEquals(ResultCode.UNKNOWN_SUBSCRIBER, request.reason().orElseThrow());
        assertEquals("june.jsonl", request.file());
        assertEquals(7, request.line());
        assertEquals("", request.set().get("subscriber"));
        for (final String wrong : List.of("{\"v\": 2}", "{\"v\": 1, \"resaon\": \"NO_TARIFF\"}", "[]", "{")) {
            assertThrows(ReplayFile.InvalidException.class, () -> ReplayFile.read(write("wrong.json", wrong)), wrong);
        }
    }

    @Test
    void shouldReadEveryExample() throws IOException {
        final List<String> kinds = new ArrayList<>();
        final Matcher blocks = BLOCK.matcher(Files.readString(DOCUMENT));
        while (blocks.find()) {
            kinds.add(blocks.group(1) + " " + blocks.group(2));
        }
        assertEquals(
                List.of(
                        "json accounts",
                        "json commands",
                        "yaml mapping",
                        "csv mapping",
                        "json suspense",
                        "json replay",
                        "json rejects"),
                kinds,
                "an example that no test here reads");
    }

    private static String block(final String language, final String kind) throws IOException {
        final Matcher blocks = BLOCK.matcher(Files.readString(DOCUMENT));
        while (blocks.find()) {
            if (blocks.group(1).equals(language) && blocks.group(2).equals(kind)) {
                assertFalse(blocks.group(3).isBlank());
                return blocks.group(3);
            }
        }
        throw new AssertionError("no block '" + language + " " + kind + "' in " + DOCUMENT);
    }

    private Path write(final String name, final String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private ScriptRunner script() throws Exception {
        return new ScriptRunner(
                CatalogFiles.load(CATALOG),
                PartitionSettings.DEFAULT,
                directory.resolve("out"),
                OutputForm.json(false));
    }

    private String run(final String accounts, final String commands) throws Exception {
        try (ScriptRunner script = script()) {
            script.read(write("accounts.jsonl", accounts), JsonFormat.ACCOUNTS);
            script.read(write("commands.jsonl", commands), JsonFormat.COMMANDS);
            return script.counts().summary();
        }
    }
}
