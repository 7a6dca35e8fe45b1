package io.ratinggrid.perf.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.perf.Perf;
import io.ratinggrid.perf.result.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A small run of each: figures exist, and reconcile; never how fast it is. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
@Timeout(900)
final class ScenarioSystemTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            recovery --kills=1; 1 kills, s: median
            burst --rate=100 --times=5 --steady=1 --burst=1; | burst | 500 | 1 |
            charge --charged=200 --requests=100 --rate=50 --duration=1 --drain=500; | charge, 64 under way |
            mixed --charged=200 --usage-rate=100 --request-rate=50 --duration=1; , generator
            hot-account --shares=20%; | 20% |
            partitions --counts=4; | 4 |
            skew --skews=hot:5%:30%; | hot:5%:30% |
            skew --skews=hot:5%:30% --rate=100 --duration=1; open loop
            """)
    void shouldMeasureAndReconcile(final String verb, final String said) throws Exception {
        final int code = perf(verb + " --out=" + directory);
        assertEquals(isMissed() ? 1 : 0, code, out::toString);
        assertTrue(out.toString().contains(said), out::toString);
        assertTrue(out.toString().contains("reconciled: all "), out::toString);
        final Result result = Result.read(directory.resolve("result.json"));
        assertEquals(code == 0, result.good());
        assertFalse(result.figures().isEmpty(), verb);
    }

    @Test
    void shouldSetGridsSideBySide() {
        assertEquals(0, perf("scale --grids=1,2+1"), out::toString);
        assertEquals(2, out.toString().split("reconciled: all ").length - 1, out::toString);
        assertTrue(out.toString().contains("| 1 | ") && out.toString().contains("| 2+1 | "), out::toString);
    }

    @Test
    void shouldKeepThePageOfASoak() throws Exception {
        final int code = perf("soak --rate=100 --duration=2 --out=" + directory);
        assertEquals(isMissed() ? 1 : 0, code, out::toString);
        assertTrue(out.toString().contains("100 events/s for 2 s"), out::toString);
        assertTrue(out.toString().contains(" apart), longest "), out::toString);
        assertTrue(Files.readString(directory.resolve("report.html")).contains("perf soak"));
    }

    @Test
    void shouldKeepThePageOfABurst() throws Exception {
        perf("burst --rate=100 --times=5 --steady=1 --burst=1 --out=" + directory);
        final String page = Files.readString(directory.resolve("report.html"));
        assertTrue(page.contains("perf burst") && page.contains("burst: 500 events/s"), page);
    }

    @Test
    void shouldKeepThePageOfUsageBesideRequests() throws Exception {
        perf("mixed --charged=200 --usage-rate=100 --request-rate=50 --duration=1 --out=" + directory);
        final String page = Files.readString(directory.resolve("report.html"));
        assertTrue(page.contains("perf mixed") && page.contains("requests beside usage"), page);
    }

    @Test
    void shouldSetTheModelBesideRealNodes() {
        final int code = new CommandLine(new Perf())
                .setOut(new PrintWriter(out))
                .execute("plan", "--validate", "--rate=100", "--duration=2", "--accounts=500", "--warmup=1500");
        assertEquals(0, code, out::toString);
        assertEquals(4, out.toString().split("reconciled: all ").length - 1, out::toString);
        assertTrue(out.toString().contains("| 3 | p99 ms | "), out::toString);
        assertTrue(out.toString().contains("| 2 and a copy | p99 ms | "), out::toString);
    }

    @Test
    void shouldRefuseAGridThatIsNone() {
        assertNotEquals(0, perf("scale --grids=many"));
        assertTrue(out.toString().contains("must be nodes and copies as 3+1"), out::toString);
        assertFalse(out.toString().contains("reconciled"), out::toString);
    }

    /** A busy machine may miss a rate. */
    private boolean isMissed() {
        return out.toString().contains("FAIL: the steady rate was missed")
                || out.toString().contains("FAIL: the rate was missed");
    }

    private int perf(final String verb) {
        final List<String> arguments = new ArrayList<>(List.of(verb.split(" +")));
        arguments.addAll(List.of("--accounts=100", "--events=2000", "--warmup=500", "--prefixes=1000", "--heap=384"));
        if (!verb.startsWith("partitions")) {
            arguments.add("--partitions=8");
        }
        return new CommandLine(new Perf())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments.toArray(String[]::new));
    }
}
