package io.ratinggrid.perf.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;

import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.IngestRun;
import org.junit.jupiter.api.Test;

final class CommitTimesTest {
    private static final double EXACT = 1e-9;

    @Test
    void shouldReadClassesThatNodesCounted() {
        final CommitTimes times = CommitTimes.of(new Figures()
                .put("wallNs", 7)
                .put(IngestRun.COMMITS_UP_TO + "1.0E-4", 0)
                .put(IngestRun.COMMITS_UP_TO + "5.0E-4", 50)
                .put(IngestRun.COMMITS_UP_TO + "0.001", 90)
                .put(IngestRun.COMMITS_UP_TO + "0.002", 100)
                .put(IngestRun.COMMITS_UP_TO + "0.005", 100));

        assertEquals(0.5, times.ms(0.5), EXACT);
        assertEquals(0.75, times.ms(0.7), EXACT);
        assertEquals(1, times.ms(0.9), EXACT);
        assertEquals(1.9, times.ms(0.99), EXACT);
        // Half of them 0.1 to 0.5 ms, two fifths to 1, a tenth to 2.
        assertEquals(0.15 + 0.3 + 0.15, times.meanMs(), EXACT);
        assertEquals(2, times.ms(1), EXACT);
    }

    @Test
    void shouldRefuseWhatSaysNothing() throws IOException {
        assertThrows(IllegalStateException.class, () -> CommitTimes.of(new Figures().put("wallNs", 7)));
        final Costs falling = Costs.shipped().with(Cost.COMMIT_P50, 5, "").with(Cost.COMMIT_P90, 4, "");
        final IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> CommitTimes.of(falling, 0));
        assertEquals("commit.p90.ms=4.0, must not be below that of fewer commits, 5.0", refused.getMessage());
    }

    @Test
    void shouldTakeCostsAsTheyStandAndBeEvenBetween() throws IOException {
        final CommitTimes times = CommitTimes.of(
                Costs.shipped()
                        .with(Cost.COMMIT_P10, 1, "")
                        .with(Cost.COMMIT_P50, 5, "")
                        .with(Cost.COMMIT_P90, 5, "")
                        .with(Cost.COMMIT_P99, 7, "")
                        .with(Cost.COMMIT_P999, 8, "")
                        .with(Cost.COMMIT_MOST, 9, ""),
                0);

        assertEquals(1, times.ms(0), EXACT);
        assertEquals(1, times.ms(0.1), EXACT);
        assertEquals(3, times.ms(0.3), EXACT);
        assertEquals(5, times.ms(0.8), EXACT);
        assertEquals(9, times.ms(1), EXACT);
    }
}
