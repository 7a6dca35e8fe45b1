package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.ingest.cdr.CdrMapping;
import io.ratinggrid.ingest.cdr.MappingFile;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.demo.CarrierFiles;
import io.ratinggrid.node.embedded.NodeSettings;
import io.ratinggrid.node.output.OutputForm;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.standalone.ScriptRunner;
import io.ratinggrid.node.standalone.Standalone;
import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.partition.PartitionSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo itself, killed with SIGKILL at random moments and started again on the same data: its books come out as generated, and
 * every balance and unbilled line is what the engine says that reads the same files once, alone and in memory.
 */
@Tag("slow")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class CarrierKillSystemTest {
    private static final int KILLS = Integer.getInteger("kills.demo", 6);
    private static final int RECORDS = 40_000;
    private static final int FINISH_MINUTES = 5;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    @Test
    void shouldChargeTheCarrierOnceHoweverOftenItIsKilled() throws Exception {
        final long seed = Long.getLong("ratinggrid.seed", new Random().nextLong() >>> 1);
        System.out.println("carrier kill: seed=" + seed);
        final Random random = new Random(seed);
        final Path data = directory.resolve("data");
        int running = 0;
        for (int i = 0; i < KILLS; i++) {
            final Process demo = demo(data);
            final boolean ended = demo.waitFor(2_000 + random.nextInt(9_000), TimeUnit.MILLISECONDS);
            running += ended ? 0 : 1;
            demo.destroyForcibly().waitFor();
        }
        final Process last = demo(data);
        assertTrue(last.waitFor(FINISH_MINUTES, TimeUnit.MINUTES), "the demo does not end");
        assertEquals(0, last.exitValue(), () -> log());
        System.out.println("carrier kill: kills=" + running + " of " + KILLS + " while it ran");
        assertSame(expected(data), actual(data));
    }

    private Process demo(final Path data) throws IOException {
        final List<String> line = new ArrayList<>();
        line.add(ProcessHandle.current().info().command().orElse("java"));
        line.add("@" + Path.of("../.mvn/opens.args").toAbsolutePath());
        line.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-Dchronicle.analytics.disable=true"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), RatingGrid.class.getName()));
        line.addAll(List.of("demo", "--data", data.toString(), "--records", Integer.toString(RECORDS)));
        final File log = directory.resolve("demo.log").toFile();
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("demo.log"));
        } catch (final IOException e) {
            return e.toString();
        }
    }

    /** Accounts as the grid has them, one line each file and account. */
    private Map<String, Long> actual(final Path data) throws Exception {
        final Path out = directory.resolve("actual");
        try (Standalone grid = new Standalone(NodeSettings.standard(data), OwnerListener.NONE)
                .start(data.resolve("samples/carrier"), message -> {})) {
            grid.export(out, OutputForm.json(false));
        }
        return figures(out);
    }

    /** Accounts as one engine has them that reads all files in order. */
    private Map<String, Long> expected(final Path data) throws Exception {
        final Path out = directory.resolve("expected");
        final CarrierFiles files = CarrierFiles.find(data.resolve("generated")).orElseThrow();
        try (ScriptRunner script = new ScriptRunner(
                CatalogFiles.load(data.resolve("samples/carrier")),
                PartitionSettings.DEFAULT,
                out,
                OutputForm.json(false))) {
            script.read(data.resolve("samples/cdr/accounts.jsonl"), JsonFormat.ACCOUNTS);
            script.read(files.accountsFile(), JsonFormat.ACCOUNTS);
            script.read(files.topUpsFile(), JsonFormat.COMMANDS);
            final CdrMapping notional = MappingFile.ready("notional").orElseThrow();
            for (final String name :
                    List.of("notional-cdr-DISTRIBUTOR001.csv", "notional-cdr-CROSS_BORDER_DRIVER001.csv")) {
                script.read(data.resolve("generated").resolve(name), notional);
            }
            final CdrMapping mapping = MappingFile.read(files.mappingFile());
            for (final Path file : files.recordFiles()) {
                script.read(file, mapping);
            }
            script.finish();
        }
        return figures(out);
    }

    /** What each account's element of both files says, as a hash by file and account: there are many. */
    private static Map<String, Long> figures(final Path out) throws IOException {
        final Map<String, Long> figures = new TreeMap<>();
        for (final String file : List.of("balances.json", "unbilled.json")) {
            try (MappingIterator<JsonNode> elements =
                    JSON.readerFor(JsonNode.class).readValues(out.resolve(file).toFile())) {
                while (elements.hasNext()) {
                    final JsonNode element = elements.next();
                    final byte[] text = element.toString().getBytes(StandardCharsets.UTF_8);
                    figures.put(file + " " + element.path("account").asString(), Hash64.hash(text, 0, text.length, 0));
                }
            }
        }
        return figures;
    }

    private static void assertSame(final Map<String, Long> expected, final Map<String, Long> actual) {
        assertEquals(expected.keySet().size(), actual.keySet().size());
        final List<String> different = expected.keySet().stream()
                .filter(name -> !expected.get(name).equals(actual.get(name)))
                .limit(10)
                .toList();
        assertEquals(List.of(), different);
    }
}
