package io.ratinggrid.perf.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.ratinggrid.perf.Perf;
import io.ratinggrid.perf.canonical.Round;
import io.ratinggrid.perf.result.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import picocli.CommandLine;

/** A small round of all parts, in three runs: each figure exists and is reconciled; never how fast it is. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
@Timeout(900)
final class FiguresSystemTest {
    private static final List<String> OF_INGEST = List.of(
            Round.OVER_LIMIT,
            Ratio.POWER,
            Round.OVER_BASELINE,
            Round.ALLOCATED_OVER_ENTRY,
            Round.JOURNAL_BYTES,
            Round.WRITTEN_BYTES,
            Round.RECOVERY_S,
            StandbyPart.RECOVERY_S);
    private static final List<String> OF_NODES = List.of(Ratio.BACKUP, Ratio.THREE);
    private static final List<String> OF_OTHERS = List.of(
            ChargePart.OVER_BARE,
            ChargePart.OVER_IDLE,
            MemoryPart.ALLOCATED,
            MemoryPart.ACCOUNT,
            MemoryPart.COPY,
            SoakPart.LONGEST);

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void shouldMeasureIngestBesideLimitAndBaseline() throws Exception {
        assertMeasured(run("limit,ingest,standby,power,baseline"), OF_INGEST);
    }

    @Test
    void shouldMeasureMoreNodes() throws Exception {
        final Result result = run("ingest,backup,three");
        assertMeasured(result, OF_NODES);
        assertMeasured(
                result,
                List.of(
                        "2 nodes, 1 backup: p99 ms",
                        "3 nodes: events/s",
                        "3 nodes: generator, apart, CPU us an event"));
    }

    @Test
    void shouldMeasureChargingMemoryPartitionsAndASoak() throws Exception {
        final Result result = run("charge,memory,partitions,soak");
        assertMeasured(result, OF_OTHERS);
        assertMeasured(
                result,
                List.of(
                        "charge, 1 under way: CPU us a commit",
                        "charge, 8 under way: CPU us a commit",
                        "charge, 64 under way: CPU us a commit",
                        "charge at that rate: generator, apart, CPU us a request",
                        "soak: generator, apart, CPU us an event",
                        "4 partitions: events/s",
                        "4 partitions: p50 ms",
                        "4 partitions: p99 ms"));
        assertTrue(values(result).containsKey("soak: GB written to disks"), out::toString);
        assertTrue(Files.readString(directory.resolve("report.html")).contains("perf soak"));
    }

    @Test
    void shouldLeaveNoFigureOut() {
        assertEquals(
                Board.TARGETS.stream().map(Target::figure).sorted().toList(),
                Stream.of(OF_INGEST, OF_NODES, OF_OTHERS)
                        .flatMap(List::stream)
                        .sorted()
                        .toList());
    }

    private void assertMeasured(final Result result, final List<String> names) {
        final Map<String, Double> values = values(result);
        for (final String name : names) {
            assertTrue(values.containsKey(name), () -> name + " is not in\n" + out);
            // CPU time comes in steps of 10 ms, and runs as small as these may have none of something.
            assertTrue(
                    !name.endsWith("/s") && !name.endsWith(" ms") || values.get(name) > 0,
                    () -> name + " is 0 in\n" + out);
        }
    }

    /** Of the only round, with those that do not count. */
    private static Map<String, Double> values(final Result result) {
        final Map<String, Double> values = new HashMap<>();
        result.figures().forEach((name, sample) -> values.put(name, sample.median()));
        result.notCounted().forEach(run -> values.putAll(run.values()));
        return values;
    }

    private Result run(final String parts) throws Exception {
        final int code = new CommandLine(new Perf())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(
                        "figures",
                        "--rounds=1",
                        "--only=" + parts,
                        "--accounts=200",
                        "--events=4000",
                        "--warmup=1000",
                        "--prefixes=1000",
                        "--partitions=8",
                        "--heap=384",
                        "--paced=1",
                        "--counts=4",
                        "--charged=200",
                        "--requests=200",
                        "--duration=1",
                        "--drain=500",
                        "--soak=2",
                        "--soak-rate=100",
                        "--out=" + directory);
        // A busy machine may miss a rate, and then nothing else.
        final List<String> failed =
                out.toString().lines().filter(line -> line.startsWith("FAIL: ")).toList();
        assertTrue(
                failed.stream().allMatch(line -> line.matches("FAIL: round 1, \\w+: (ingest: \\[\\] )?rate missed")),
                out::toString);
        assertEquals(failed.isEmpty() ? 0 : 1, code, out::toString);
        assertTrue(
                !failed.isEmpty() || out.toString().contains("Every run of every round is reconciled"), out::toString);
        final Result result = Result.read(directory.resolve("result.json"));
        assertEquals(failed.isEmpty(), result.good());
        assertTrue(Files.readString(directory.resolve("figures.md")).contains("| figure | median |"));
        return result;
    }
}
