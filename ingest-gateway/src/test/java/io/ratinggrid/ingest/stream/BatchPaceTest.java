package io.ratinggrid.ingest.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchPaceTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    private static int taken(final BatchPace pace, final long fromNs, final long untilNs) {
        int taken = 0;
        for (long now = fromNs; now < untilNs; now += MS / 10) {
            while (pace.take(now)) {
                taken++;
            }
        }
        return taken;
    }

    /** The clock may stand anywhere, also just before it turns negative. */
    @ParameterizedTest
    @ValueSource(longs = {0, -SECOND, Long.MAX_VALUE - SECOND / 2})
    void shouldLetAsManyGoAsASecondMayHave(final long fromNs) {
        final BatchPace pace = new BatchPace(2_000);
        final int first =
                taken(pace, fromNs, fromNs + SECOND / 4) + taken(pace, fromNs + SECOND / 4, fromNs + SECOND / 2);
        assertTrue(first >= 1_000 && first <= 1_040, () -> "first=" + first);
    }

    @Test
    void shouldLetTheFirstGoAfterPauseAndNotMoreThanABurst() {
        final BatchPace pace = new BatchPace(2_000);
        taken(pace, 0, SECOND);
        int burst = 0;
        while (pace.take(5 * SECOND)) {
            burst++;
        }
        assertEquals(40, burst);
        assertEquals(1, pace.waitMs(5 * SECOND));
        assertTrue(pace.take(5 * SECOND + MS));
    }

    @Test
    void shouldSayHowLongToWait() {
        final BatchPace pace = new BatchPace(1);
        assertTrue(pace.take(SECOND));
        assertFalse(pace.take(SECOND));
        assertEquals(1_000, pace.waitMs(SECOND));
        assertEquals(1, pace.waitMs(2 * SECOND - 1));
        assertTrue(pace.take(2 * SECOND));
    }
}
