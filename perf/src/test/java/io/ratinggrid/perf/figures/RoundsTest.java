package io.ratinggrid.perf.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.ingest.stream.SenderSettings;
import io.ratinggrid.perf.Perf;
import io.ratinggrid.perf.canonical.Round;
import io.ratinggrid.perf.result.NotCounted;
import io.ratinggrid.perf.rig.Arrival;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.GeneratorPlace;
import io.ratinggrid.perf.rig.Objective;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.RateSteps;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.workload.Skew;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RoundsTest {
    private static final RigSettings SETTINGS = new RigSettings(
            Path.of(""),
            1,
            1,
            0,
            1,
            1,
            1,
            0,
            1,
            SenderSettings.BATCHES_PER_SECOND,
            Skew.NONE,
            Durability.PROCESS,
            1,
            1,
            1,
            GeneratorPlace.HERE);

    private static final Pattern SECONDS = Pattern.compile(", \\d+ s(?=[:,])");

    private final Board board = new Board(new LinkedHashMap<>(), "");
    private final StringWriter out = new StringWriter();
    private final List<String> order = new ArrayList<>();
    private final List<Path> directories = new ArrayList<>();

    @Test
    void shouldMeasureEachPartOnceInEachRound() throws Exception {
        run(part("a", Round.LIMIT_BARE, 3), part("b", Round.INGEST_CPU, 6));

        assertEquals(List.of("a", "b", "ended", "a", "b", "ended"), order);
        assertEquals(
                List.of(0.5, 0.5),
                board.result().figures().get(Round.OVER_LIMIT).values());
        assertTrue(
                SECONDS.matcher(out.toString())
                        .replaceAll("")
                        .contains("round 1, a: limit: CPU us an event, drawn before = 3.00"),
                out::toString);
        assertTrue(out.toString().contains("round 2: limit over ingest, CPU = 0.50"), out::toString);
        assertTrue(board.isGood());
        assertEquals(4, directories.stream().distinct().count());
        assertTrue(directories.stream().noneMatch(Files::exists), directories::toString);
    }

    @Test
    void shouldNameAPartThatFailsAndGoOn() throws Exception {
        final Part failing = new Part("a", (settings, found) -> {
            found.put("first", 1);
            throw new IllegalStateException("NodeMain has ended");
        });
        run(failing, part("b", "second", 2), new Part("c", (settings, found) -> found.problem("rate missed")));

        assertEquals(List.of("b", "ended", "b", "ended"), order);
        assertEquals(Set.of("second"), board.result().figures().keySet());
        assertTrue(
                board.result()
                        .notCounted()
                        .contains(new NotCounted(
                                "round 2, a",
                                List.of("java.lang.IllegalStateException: NodeMain has ended"),
                                Map.of("first", 1.0))),
                () -> board.result().toString());
        assertTrue(
                SECONDS.matcher(out.toString()).replaceAll("").contains("round 1, a, not counted: first = 1.00"),
                out::toString);
        for (int round = 1; round <= 2; round++) {
            final String where = "FAIL: round " + round;
            assertTrue(
                    board.text().contains(where + ", a: java.lang.IllegalStateException: NodeMain has ended\n"),
                    board::text);
            assertTrue(board.text().contains(where + ", c: rate missed\n"), board::text);
        }
        assertFalse(board.text().contains("b:"), board::text);
        assertTrue(
                SECONDS.matcher(out.toString()).replaceAll("").contains("round 1, c: FAIL: rate missed"),
                out::toString);
    }

    @Test
    void shouldCountNoRatioOfAPartThatFailed() throws Exception {
        final Part failing = new Part("a", (settings, found) -> {
            found.put(Round.LIMIT_BARE, 3);
            found.problem("rate missed");
        });
        run(failing, part("b", Round.INGEST_CPU, 6));

        assertEquals(Set.of(Round.INGEST_CPU), board.result().figures().keySet());
        assertTrue(
                board.result()
                        .notCounted()
                        .contains(new NotCounted(
                                "round 1", List.of("of a part that is not counted"), Map.of(Round.OVER_LIMIT, 0.5))),
                () -> board.result().toString());
        assertTrue(out.toString().contains("round 1, not counted: limit over ingest, CPU = 0.50"), out::toString);
    }

    @Test
    void shouldStopWhenItIsInterrupted() {
        assertThrows(
                InterruptedException.class,
                () -> run(new Part("a", (settings, found) -> {
                    throw new InterruptedException();
                })));
    }

    @Test
    void shouldNameAValueThatIsNone() throws Exception {
        run(part("a", "ratio", 0.0 / 0));
        assertTrue(board.text().contains("FAIL: round 1, a: ratio is NaN"), board::text);
    }

    @Test
    void shouldSoakBelowTheKnee() throws Exception {
        final Findings found = new Findings();
        assertEquals(70, SoakPart.below(knee(new Objective("p99", 5)), found));
        assertEquals(List.of(), found.problems());
        assertEquals(100, found.values().get("soak: knee, events/s"));

        assertEquals(0, SoakPart.below(knee(new Objective("p99", 0)), found));
        assertEquals(List.of("no knee: no rate keeps p99=0ms; --soak-rate says one"), found.problems());
    }

    private static RateSteps knee(final Objective objective) throws InterruptedException {
        return new RateSteps(objective, 1, Arrival.CONST).run(new Steps(), 1_000);
    }

    /** Up to 100 events a second 5 ms are kept. */
    private static final class Steps implements RateSteps.Sending {
        @Override
        public Figures paced(final Pace pace) {
            return new Figures()
                    .put("planned wallNs", 1)
                    .put("sent wallNs", 1)
                    .put("latency p99", pace.rate() <= 100 ? 5_000_000 : 5_000_001);
        }

        @Override
        public String histogram(final String how) {
            return how;
        }
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            --only=all,   'only=all, must be one round at least, and of limit,ingest'
            --rounds=0,   rounds=0
            --slo=fast,   'fast, must be as p99=10ms'
            --soak=0,     soak=0
            --paced=0,    paced=0
            --duration=0, seconds=0
            """)
    void shouldRefuseWhatItCannotMeasure(final String option, final String said) {
        final int code =
                new CommandLine(new Perf()).setErr(new PrintWriter(out)).execute("figures", option);
        assertEquals(2, code, out::toString);
        assertTrue(out.toString().contains(said), out::toString);
    }

    private Part part(final String name, final String figure, final double value) {
        return new Part(name, (settings, found) -> {
            order.add(name);
            directories.add(settings.directory());
            found.put(figure, value);
        });
    }

    private void run(final Part... parts) throws Exception {
        new Rounds(List.of(parts), SETTINGS, board, new PrintWriter(out)).run(2, () -> order.add("ended"));
    }
}
