package io.ratinggrid.perf.canonical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.perf.Perf;
import io.ratinggrid.perf.result.NotCounted;
import io.ratinggrid.perf.result.Result;
import io.ratinggrid.perf.result.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CompareTest {
    private static final Map<String, String> MACHINE =
            Map.of("machine", "EPYC, 2 cores", "memory", "7.8 GiB", "kernel", "6.1", "jdk", "17.0.15");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void shouldMarkAChangeOnlyAgainstABandOfNoise() throws Exception {
        assertEquals(
                0,
                compare(
                        figures("a", "1 2 3", "b", "1 2 3", "c", "1 2 3", "d", "1 2"),
                        figures("a", "3 4 5", "b", "7 8 9", "c", "7 8", "d", "7 8 9")));
        assertHas("| a | 2.00 (1.00 to 3.00) | 4.00 (3.00 to 5.00) | +100.0 % | within noise |");
        assertHas("| b | 2.00 (1.00 to 3.00) | 8.00 (7.00 to 9.00) | +300.0 % | changed |");
        assertHas("| c | 2.00 (1.00 to 3.00) | 7.50 (7.00 to 8.00) | +275.0 % | no band |");
        assertHas("| d | 1.50 (1.00 to 2.00) | 8.00 (7.00 to 9.00) | +433.3 % | no band |");
    }

    @Test
    void shouldListWhatOnlyOneSideHas() throws Exception {
        assertEquals(0, compare(figures("a", "1", "b", "2"), figures("b", "2", "c", "3")));
        assertHas("| a | 1.00 (1.00 to 1.00) | | | only in A |");
        assertHas("| c | | 3.00 (3.00 to 3.00) | | only in B |");
    }

    @Test
    void shouldRefuseAResultThatIsNotGood() throws Exception {
        final Result good = result(MACHINE, Map.of(), true);
        final Result bad = new Result(
                MACHINE,
                "",
                Map.of(),
                List.of(new NotCounted("round 2", List.of("ingest: [] rate missed"), Map.of())),
                false);
        assertEquals(2, compare(good, bad));
        assertHas("these do not compare: B is not good, round 2: ingest: [] rate missed (--force compares them)");
        assertFalse(out.toString().contains("| figure |"), out::toString);

        assertEquals(2, compare(result(MACHINE, Map.of(), false), good));
        assertHas("A is not good, a run of it was not reconciled or missed a rate");

        assertEquals(0, compare(good, bad, "--force"));
        assertHas("forced, though B is not good, round 2: ingest: [] rate missed\n");
        assertHas("| figure |");
    }

    @ParameterizedTest
    @CsvSource({"machine, Xeon", "memory, 15.6 GiB", "kernel, 6.5", "jdk, 21.0.1"})
    void shouldRefuseMachinesThatDiffer(final String name, final String other) throws Exception {
        final Map<String, String> another = new LinkedHashMap<>(MACHINE);
        another.put(name, other);
        final Result first = result(MACHINE, Map.of(), true);
        final Result second = result(another, Map.of(), true);
        assertEquals(2, compare(first, second));
        assertHas("do not compare: " + name + " differs: " + MACHINE.get(name) + " and " + other + " (--force");
        assertEquals(0, compare(first, second, "--force"));
        assertHas("forced, though " + name + " differs: ");
    }

    @Test
    void shouldSayWhatIsNotRecordedAndCompareTheRest() throws Exception {
        final Map<String, String> old = Map.of("machine", "EPYC, 2 cores", "kernel", "unknown", "jdk", "17.0.15");
        assertEquals(0, compare(result(old, Map.of(), true), result(MACHINE, Map.of(), true)));
        assertHas("memory: not recorded in A\nkernel: not recorded in A\n");
        assertEquals(2, compare(result(Map.of(), Map.of(), true), result(MACHINE, Map.of(), true)));
        assertHas("the machine is not recorded");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            5.24, ''
            5.26, 'warning: the machine was slower in B: limit: CPU us an event +5.2 %'
            4.76, ''
            4.74, 'warning: the machine was faster in B: limit: CPU us an event -5.2 %'
            """)
    void shouldWarnOfAMachineThatWasFasterOrSlower(final String after, final String warning) throws Exception {
        assertEquals(0, compare(figures(Round.LIMIT_CPU, "5"), figures(Round.LIMIT_CPU, after)));
        assertEquals(!warning.isEmpty(), out.toString().contains("warning"), out::toString);
        assertHas(warning);
    }

    @Test
    void shouldRefuseOtherSettings() throws Exception {
        final Result first = new Result(MACHINE, "--events 1", Map.of(), List.of(), true);
        final Result second = new Result(MACHINE, "--events 2", Map.of(), List.of(), true);
        assertEquals(2, compare(first, second));
        assertHas("settings differ: --events 1 and --events 2");
    }

    /** Names and values in turn. */
    private static Result figures(final String... all) {
        final Map<String, Sample> figures = new LinkedHashMap<>();
        for (int i = 0; i < all.length; i += 2) {
            figures.put(
                    all[i],
                    new Sample(List.of(all[i + 1].split(" ")).stream()
                            .map(Double::valueOf)
                            .toList()));
        }
        return result(MACHINE, figures, true);
    }

    private static Result result(
            final Map<String, String> environment, final Map<String, Sample> figures, final boolean good) {
        return new Result(environment, "", figures, List.of(), good);
    }

    private int compare(final Result first, final Result second, final String... options) throws Exception {
        final Path a = directory.resolve("a.json");
        final Path b = directory.resolve("b.json");
        first.write(a);
        second.write(b);
        final CommandLine line =
                new CommandLine(new Perf()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        return options.length == 0
                ? line.execute("compare", a.toString(), b.toString())
                : line.execute("compare", a.toString(), b.toString(), options[0]);
    }

    private void assertHas(final String text) {
        assertTrue(out.toString().contains(text), out::toString);
    }
}
