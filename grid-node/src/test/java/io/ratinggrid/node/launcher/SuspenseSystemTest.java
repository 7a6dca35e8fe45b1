package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.node.samples.Samples;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Suspense on the real program: a running standalone, a stopped one, and replays that are killed. */
@Tag("slow")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class SuspenseSystemTest {
    private static final int RECORDS = 4_000;
    private static final int KILLS = Integer.getInteger("kills.replay", 6);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ACCOUNT =
            """
            {"account":"late","at":"2026-06-01T00:00:00Z","subscribers":[{"id":"x","identities":[{"type":"msisdn","value":"+447700900123"}]}],"plans":["mobile-by-the-minute"]}
            """;

    @TempDir
    private Path directory;

    private Path data;
    private Path catalog;

    @Test
    void shouldReplayInARunningStandalone() throws Exception {
        prepare();
        try (Program standalone = standalone()) {
            drop(
                    "in/commands/usage.jsonl",
                    usage(3)
                            + usage(1).replace("\"id\":\"0\"", "\"id\":\"typo\"")
                                    .replace("voice", "vioce")
                            + usage(1).replace("\"id\":\"0\"", "\"id\":\"minus\"")
                                    .replace("60 s", "-60 s"));
            standalone.awaitLog(
                    "usage.jsonl: records 5 = rated 0 + filtered 0 + duplicate 0 + suspended 4 + rejected 1");
            drop("in/accounts/late.jsonl", ACCOUNT);
            standalone.awaitLog("late.jsonl: records 3 = rated 3");
            replay(1, "3 replayed: 3 DONE; 1 kept", "--data", data);
            replay(
                    0,
                    "1 replayed: 1 DONE; 0 kept",
                    "--data",
                    data,
                    "--file",
                    "usage.jsonl",
                    "--line",
                    4,
                    "--set",
                    "service=voice");
            replay(
                    1,
                    "usage.jsonl line 5 was rejected and cannot be replayed: field quantity '-60 s' is negative",
                    "--data",
                    data,
                    "--file",
                    "usage.jsonl",
                    "--line",
                    5);
            replay(1, "3 records were replayed before", "--data", data, "--reason", "UNKNOWN_SUBSCRIBER");
        }
        final JsonNode file = books().path("files").get(1);
        assertEquals("usage.jsonl", file.path("file").asString());
        assertEquals(4, file.path("books").path("rated").asLong());
        assertEquals(0, file.path("books").path("suspended").asLong());
        assertEquals(Set.of("0", "1", "2", "typo"), ratedOnce());
        final Cli.Result explained = Cli.run("explain", "--out", data.resolve("out"), "typo");
        assertTrue(explained.out().contains("event typo (usage.jsonl line 4)"), explained.out());
    }

    /** A standalone made there would take what is in the gateway's queue to a grid of its own. */
    @Test
    void shouldLeaveTheDataOfAGatewayToIt() throws Exception {
        data = Files.createDirectories(directory.resolve("gateway-1"));
        Files.createDirectories(data.resolve("gateway"));
        final Cli.Result refused = Cli.run("suspense", "replay", "--data", data);
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("gateway-1 is the data directory of a gateway that does not run: start it"));
        assertEquals(List.of("gateway"), List.of(data.toFile().list()), "nothing was made there");
    }

    @Test
    void shouldChargeOnceHoweverOftenAReplayIsKilled() throws Exception {
        final long seed = Long.getLong("ratinggrid.seed", new Random().nextLong() >>> 1);
        System.out.println("replay kill: seed=" + seed);
        final Random random = new Random(seed);
        prepare();
        try (Program standalone = standalone()) {
            drop("in/commands/usage.jsonl", usage(RECORDS));
            standalone.awaitLog("usage.jsonl: records " + RECORDS + " = rated 0");
            drop("in/accounts/late.jsonl", ACCOUNT);
            standalone.awaitLog("late.jsonl: records 3 = rated 3");
        }
        int killed = 0;
        int within = 0;
        for (int i = 0; i < KILLS; i++) {
            final Program replay = Program.start(directory.resolve("killed.log"), "suspense", "replay", "--data", data);
            final long before = replaysBegun();
            replay.await("replay under way", () -> replaysBegun() > before || replaysBegun() >= RECORDS);
            killed += replay.kill(random.nextInt(300)) ? 1 : 0;
            within += replaysBegun() < RECORDS ? 1 : 0;
        }
        System.out.println("replay kill: kills=" + killed + ", with records still in suspense: " + within);
        final Program last = Program.start(directory.resolve("last.log"), "suspense", "replay", "--data", data);
        assertTrue(last.process().waitFor(3, TimeUnit.MINUTES));
        final JsonNode books = books().path("files").get(1).path("books");
        assertEquals(RECORDS, books.path("records").asLong());
        assertEquals(RECORDS, books.path("rated").asLong(), books::toString);
        assertEquals(RECORDS, ratedOnce().size());
    }

    private long replaysBegun() {
        try {
            return Files.readAllLines(data.resolve("gateway/suspense.jsonl")).stream()
                    .filter(line -> line.contains("\"replaying\""))
                    .count();
        } catch (final IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void prepare() throws IOException {
        catalog = Samples.unpack("figure-2", directory.resolve("samples"));
        data = directory.resolve("data");
    }

    private Program standalone() throws IOException, InterruptedException {
        final Path log = Files.createFile(directory.resolve("standalone.log"));
        return Program.start(log, "standalone", "--data", data, "--catalog", catalog)
                .awaitLog("ready");
    }

    private void replay(final int status, final String said, final Object... options) throws Exception {
        final Path log = Files.createTempFile(directory, "replay", ".log");
        final Object[] line = new Object[options.length + 2];
        line[0] = "suspense";
        line[1] = "replay";
        System.arraycopy(options, 0, line, 2, options.length);
        final Program replay = Program.start(log, line);
        replay.end(status);
        assertTrue(replay.log().contains(said), replay.log());
    }

    private static String usage(final int count) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("{\"type\":\"usage\",\"id\":\"")
                    .append(i)
                    .append("\",\"identity\":\"msisdn:447700900123\",")
                    .append("\"start\":\"2026-06-02T10:00:00Z\",\"service\":\"voice\",\"quantity\":\"60 s\",")
                    .append("\"to\":\"+442079460000\"}\n");
        }
        return text.toString();
    }

    private void drop(final String name, final String content) throws IOException {
        final Path file = data.resolve(name);
        final Path beside = Files.writeString(file.resolveSibling("." + file.getFileName()), content);
        Files.move(beside, file);
    }

    private JsonNode books() throws IOException {
        return JSON.readTree(Files.readString(data.resolve("out/books.json")));
    }

    /** Ids of the rated events; no id is there twice. */
    private Set<String> ratedOnce() throws IOException {
        final List<String> lines = Files.readAllLines(data.resolve("out/rated.jsonl"));
        final Set<String> ids = new HashSet<>();
        for (final String line : lines) {
            final JsonNode event = JSON.readTree(line);
            assertTrue(ids.add(event.path("id").asString()), () -> "charged twice: " + line);
            assertEquals("usage.jsonl", event.path("file").asString());
        }
        return ids;
    }
}
