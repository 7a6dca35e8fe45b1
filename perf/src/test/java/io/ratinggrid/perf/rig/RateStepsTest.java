package io.ratinggrid.perf.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateStepsTest {
    private static final double MS = 1e6;

    private final List<Integer> rates = new ArrayList<>();

    /** A way whose times are a hundredth of its rate in ms, and that can be sent so many events a second. */
    private record Way(int most) implements RateSteps.Sending {
        @Override
        public Figures paced(final Pace pace) {
            return new Figures()
                    .put("planned wallNs", 1_000)
                    .put("sent wallNs", pace.rate() > most ? 1_100 : 1_000)
                    .put("latency p50", 0)
                    .put("latency p99", Math.round(pace.rate() / 100.0 * MS));
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
            p99=3ms,  9000, 300,  '10, 20, 50, 100, 200, 300, 400, 350, 325, 300'
            p99=0ms,  9000, 0,    '10'
            p99=99ms, 9000, 1000, '10, 20, 50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1000'
            p50=0ms,  280,  275,  '10, 20, 50, 100, 200, 300, 250, 275, 275'
            p50=0ms,  230,  225,  '10, 20, 50, 100, 200, 300, 250, 225, 225'
            """)
    void shouldGoUpUntilTheObjectiveOrTheRateIsMissed(
            final String objective, final int most, final int knee, final String seen) throws InterruptedException {
        final RateSteps steps = new RateSteps(Objective.of(objective), 1, Arrival.CONST)
                .run(new Way(most), 1_000, step -> rates.add(step.pace().rate()));
        assertEquals(knee, steps.knee());
        assertEquals("[" + seen + "]", rates.toString());
        assertEquals(rates.size(), steps.steps().size());
    }

    @Test
    void shouldLowerARateThatIsNotHeld() throws InterruptedException {
        final RateSteps.Sending tired = new RateSteps.Sending() {
            @Override
            public Figures paced(final Pace pace) {
                final boolean isLong = pace.seconds() > 3 && pace.rate() > 10;
                return new Way(isLong ? 240 : 9_000).paced(pace);
            }

            @Override
            public String histogram(final String how) {
                return how;
            }
        };
        final RateSteps steps = new RateSteps(Objective.of("p99=3ms"), 1, Arrival.CONST)
                .run(tired, 1_000, step -> rates.add(step.pace().rate()));
        assertEquals(231, steps.knee());
        assertEquals("[10, 20, 50, 100, 200, 300, 400, 350, 325, 300, 263, 231]", rates.toString());
    }

    @Test
    void shouldNotCountWhatComesRightBehindABulk() throws InterruptedException {
        final List<Pace> sent = new ArrayList<>();
        final RateSteps.Sending slowAtFirst = new RateSteps.Sending() {
            @Override
            public Figures paced(final Pace pace) {
                sent.add(pace);
                return new Figures()
                        .put("planned wallNs", 1_000)
                        .put("sent wallNs", 1_000)
                        .put("latency p99", sent.size() == 1 ? Math.round(1_000 * MS) : 0);
            }

            @Override
            public String histogram(final String how) {
                return how;
            }
        };

        final RateSteps steps = new RateSteps(Objective.of("p99=1ms"), 2, Arrival.CONST).run(slowAtFirst, 1_000);
        assertEquals(1_000, steps.knee());
        assertEquals(new Pace(10, 6, Arrival.CONST), sent.get(0));
        assertEquals(sent.size() - 1, steps.steps().size());
    }

    @Test
    void shouldRefuseAnObjectiveThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> Objective.of("p98=10ms"));
        assertEquals("p99.9=10ms", Objective.of("p99.9=10ms").toString());
    }
}
