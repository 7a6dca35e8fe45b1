package io.ratinggrid.perf.canonical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.ratinggrid.perf.Perf;
import io.ratinggrid.perf.result.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A small run of limit, grid and baseline: figures exist and reconcile; never how fast. */
@Tag("slow")
@Timeout(300)
final class CanonicalSystemTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void shouldShowAllThreeAndKeepThem() throws Exception {
        final int code = perf(
                "canonical",
                "--accounts",
                "200",
                "--events",
                "4000",
                "--warmup",
                "1000",
                "--prefixes",
                "1000",
                "--partitions",
                "8",
                "--heap",
                "384",
                "--skew",
                "hot:5%:30%",
                "--paced",
                "1",
                "--out",
                directory.toString());

        // A busy machine may miss the rate, and then nothing else.
        final boolean missed = out.toString().contains("FAIL: round 1: ingest: [] rate missed\n");
        assertEquals(missed ? 1 : 0, code, out::toString);
        assertTrue(
                missed || out.toString().contains("Each event is in the journal once, as it was drawn and"),
                out::toString);
        final Result result = Result.read(directory.resolve("result.json"));
        assertEquals(!missed, result.good());
        assertEquals(missed, result.figures().isEmpty(), result::toString);
        final Map<String, Double> values = values(result);
        assertTrue(
                values.keySet().containsAll(Set.of(Round.LIMIT_DRAW, Round.INGEST_GENERATOR, Round.PACED_GENERATOR)),
                result::toString);
        // The system tells CPU time in steps of 10 ms: so few events may need none of something.
        values.forEach((name, value) ->
                assertTrue(!name.endsWith("/s") && !name.endsWith(" ms") || value > 0, result::toString));
        assertEquals(
                (values.get(Round.LIMIT_CPU) - values.get(Round.LIMIT_DRAW)) / values.get(Round.INGEST_CPU),
                values.get(Round.OVER_LIMIT),
                1e-9);
        assertTrue(out.toString().contains(Round.INGEST_GENERATOR), out::toString);

        assertEquals(missed ? 2 : 0, perf("compare", file(), file()), out::toString);
        assertTrue(missed || out.toString().contains("+0.0 %"), out::toString);
    }

    /** Of the only round, whether it counts or not. */
    private static Map<String, Double> values(final Result result) {
        final Map<String, Double> values = new HashMap<>();
        result.figures().forEach((name, sample) -> values.put(name, sample.median()));
        result.notCounted().forEach(run -> values.putAll(run.values()));
        return values;
    }

    private String file() {
        return directory.resolve("result.json").toString();
    }

    private int perf(final String... arguments) {
        return new CommandLine(new Perf())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
    }
}
