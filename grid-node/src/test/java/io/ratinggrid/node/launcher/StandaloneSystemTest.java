package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.node.samples.Samples;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a user drops into a standalone's inbox, good and bad, on the real program. */
@Tag("slow")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class StandaloneSystemTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CDR =
            """
            Alice,447700900123,442079460000,default,2026-06-02 10:00:00,2026-06-02 10:00:03,2026-06-02 10:01:03,63,60,NORMAL_CLEARING,16,uuid-1,,
            Alice,447700900123,442079460000,default,2026-06-02 11:00:00,,2026-06-02 11:00:20,20,0,NO_ANSWER,19,uuid-2,,
            Alice,447700900123,442079460000,default,2026-06-02 12:00:00,2026-06-02 12:00:03,2026-06-02 12:01:03,63,-5,NORMAL_CLEARING,16,uuid-3,,
            Zoe,447700900999,442079460000,default,2026-06-02 13:00:00,2026-06-02 13:00:03,2026-06-02 13:01:03,63,60,NORMAL_CLEARING,16,uuid-4,,
            """;
    private static final String OWN_MAPPING =
            """
            ratinggrid-mapping: 1
            origin: meter
            zone: UTC
            time: yyyy-MM-dd HH:mm
            event:
              id: nr
              identity: {type: msisdn, column: who}
              service: {constant: voice}
              start: when
              quantity: {column: seconds, unit: second}
              to: whom
            """;
    private static final String ACCOUNT =
            """
            {"account":"alice","at":"2026-06-01T00:00:00Z","subscribers":[{"id":"x","identities":[{"type":"msisdn","value":"+447700900123"}]}],"plans":["mobile-by-the-minute"]}
            """;

    @TempDir
    private Path directory;

    private Path data;

    @Test
    void shouldSayWhatIsWrongWithAFileAndRateAllOthers() throws Exception {
        try (Program standalone = start("jsonl")) {
            final Path samples = directory.resolve("samples/figure-2");
            final Program second =
                    Program.start(directory.resolve("second.log"), "standalone", "--data", data, "--catalog", samples);
            second.end(1);
            assertEquals(
                    "ratinggrid: another process runs on the data directory " + data,
                    second.log().strip());
            drop("in/accounts/accounts.jsonl", Files.readString(samples.resolve("accounts.jsonl")));
            standalone.awaitLog("accounts.jsonl: records");
            Drop.writeAll(data.resolve("in/commands"));
            drop("in/commands/zz-last.jsonl", Drop.GOOD.replace("good", "last"));
            standalone
                    .awaitLog("zz-last.jsonl: records 1 = rated 1")
                    .awaitLog("directory.jsonl stays there: it is no file");
            standalone.await("export", () -> Files.exists(data.resolve("receipts/zz-last.jsonl.json")));
            standalone.awaitLog("good.jsonl: records 1 = rated 1").awaitLog("suspended 0 + rejected 3");
        }
        assertRefused("binary.jsonl", "is no text");
        assertRefused("gzip.jsonl", "is compressed with gzip; unpack it first");
        assertRefused("utf-16.jsonl", "is in UTF-16 or binary; if it is a text, convert it to UTF-8 first");
        assertEquals(
                "has no records",
                lastWords(receipt("empty.jsonl").path("message").asString()));
        assertBooks("cut-off.jsonl", 2, 1, 1);
        assertBooks("latin.jsonl", 1, 0, 1);
        assertBooks("long.jsonl", 2, 1, 1);
        final List<String> refused = Files.readAllLines(data.resolve("out/refused.jsonl"));
        assertEquals(3, refused.size(), refused::toString);
        assertTrue(refused.toString().contains("the file has no line end here: is it cut off?"));
        assertTrue(refused.toString().contains("is a line of 10000000 bytes; at most 1048576 are taken"));
        assertTrue(refused.toString().contains("'0xE9' is no UTF-8 character"));
        assertTrue(Files.isDirectory(data.resolve("in/commands/directory.jsonl")));
    }

    @Test
    void shouldTakeCsvByTheMappingOfItsDirectory() throws Exception {
        try (Program standalone = start("csv,jsonl")) {
            drop("in/accounts/alice.jsonl", ACCOUNT);
            standalone.awaitLog("alice.jsonl: records 3 = rated 3");
            drop("in/cdr/freeswitch/Master.csv", CDR);
            standalone.awaitLog(
                    "Master.csv: records 4 = rated 1 + filtered 1 + duplicate 0 + suspended 1 + rejected 1");
            Files.createDirectory(data.resolve("in/cdr/meter"));
            drop(
                    "in/cdr/meter/june.csv",
                    "nr,who,when,seconds,whom\n1,447700900123,2026-06-03 09:00,61,442079460000\n");
            standalone.awaitLog("there is no mapping 'meter'; put it into " + data.resolve("mappings/meter.yaml"));
            drop("mappings/meter.yaml", OWN_MAPPING.replace("service:", "servise:"));
            standalone.awaitLog("meter.yaml:");
            drop("mappings/meter.yaml", OWN_MAPPING);
            standalone.awaitLog("june.csv: records 1 = rated 1");
            drop(
                    "in/cdr/meter/june.csv",
                    "nr,who,when,seconds,whom\n1,447700900123,2026-06-03 09:00,61,442079460000\n");
            standalone.awaitLog("which was read before; nothing of it was taken again");
            drop("in/cdr/stray.csv", "x");
            standalone.awaitLog("stray.csv stays there: put it into the directory of its mapping");
            standalone.await("export", () -> rows() == 3);
        }
        assertEquals("freeswitch", receipt("Master.csv").path("format").asString());
        assertEquals("already-read", receipt("june.2.csv").path("outcome").asString());
        assertTrue(Files.exists(data.resolve("done/june.csv")) && Files.exists(data.resolve("done/june.2.csv")));
        assertFalse(Files.exists(data.resolve("in/cdr/meter/june.csv")));
        final Cli.Result list = Cli.run("suspense", "list", "--data", data);
        assertTrue(
                list.out()
                        .contains(
                                "Master.csv:4: UNKNOWN_SUBSCRIBER: identity 'msisdn:447700900999' belongs to no account"),
                list.out());
        assertTrue(list.out().contains("In suspense: 1 UNKNOWN_SUBSCRIBER."), list.out());
        assertTrue(list.out().contains("1 record was rejected"), list.out());
    }

    private long rows() {
        try {
            return Files.exists(data.resolve("out/rated.csv"))
                    ? Files.readAllLines(data.resolve("out/rated.csv")).size()
                    : 0;
        } catch (final IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Program start(final String formats) throws IOException, InterruptedException {
        final Path catalog = Samples.unpack("figure-2", directory.resolve("samples"));
        data = directory.resolve("data");
        return Program.start(
                        Files.createFile(directory.resolve("log")),
                        "standalone",
                        "--data",
                        data,
                        "--catalog",
                        catalog,
                        "--format",
                        formats)
                .awaitLog("ready");
    }

    private void drop(final String name, final String content) throws IOException {
        final Path file = data.resolve(name);
        final Path beside = Files.writeString(file.resolveSibling("." + file.getFileName()), content);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private JsonNode receipt(final String name) throws IOException {
        return JSON.readTree(Files.readString(data.resolve("receipts").resolve(name + ".json")));
    }

    private void assertRefused(final String name, final String why) throws IOException {
        final JsonNode receipt = receipt(name);
        assertEquals("refused", receipt.path("outcome").asString());
        assertTrue(receipt.path("message").asString().contains(why), receipt::toString);
        assertTrue(Files.exists(data.resolve("refused").resolve(name)));
    }

    private void assertBooks(final String name, final int records, final int rated, final int rejected)
            throws IOException {
        final JsonNode books = receipt(name).path("books");
        assertEquals(records, books.path("records").asInt(), name);
        assertEquals(rated, books.path("rated").asInt(), name);
        assertEquals(rejected, books.path("rejected").asInt(), name);
    }

    private static String lastWords(final String message) {
        return message.substring(message.indexOf(' ') + 1);
    }
}
