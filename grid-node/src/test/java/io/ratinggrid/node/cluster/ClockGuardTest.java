package io.ratinggrid.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ratinggrid.seam.Clock;
import org.junit.jupiter.api.Test;

final class ClockGuardTest {
    private long wallMs = 1_000_000;
    private long ns = 77;
    private final ClockGuard clock = new ClockGuard(
            new Clock() {
                @Override
                public long timeMs() {
                    return wallMs;
                }

                @Override
                public long nanoTime() {
                    return ns;
                }
            },
            1_000);

    @Test
    void shouldFollowAClockThatIsSlewed() {
        for (int i = 0; i < 100; i++) {
            pass(2_000, 2_100);
            assertEquals(wallMs, clock.timeMs());
        }
        assertEquals("", clock.objection());
    }

    @Test
    void shouldNotFollowALeapAndObjectUntilItIsUndone() {
        for (final long leap : new long[] {3_600_000, -3_600_000, 1_001, -1_001}) {
            pass(500, 500 + leap);
            assertEquals(wallMs - leap, clock.timeMs());
            assertTrue(clock.objection().contains("leapt by ms=" + leap), clock.objection());
            wallMs -= leap;
            assertEquals(wallMs, clock.timeMs());
            assertEquals("", clock.objection());
        }
    }

    @Test
    void shouldFollowALeapToWhereTheOthersAre() {
        pass(500, 60_500);
        clock.heard("b", ns, wallMs);
        clock.heard("c", ns, wallMs + 300);

        assertEquals("", clock.objection());
        assertEquals(wallMs, clock.timeMs());
    }

    /** They agreed with where it was. */
    @Test
    void shouldNotFollowALeapForWhatOthersSaidBeforeIt() {
        clock.heard("b", ns, wallMs);
        clock.heard("c", ns, wallMs);
        pass(500, 60_500);

        assertTrue(clock.objection().contains("leapt by ms=60000"), clock.objection());
        assertEquals(wallMs - 60_000, clock.timeMs());
    }

    @Test
    void shouldObjectWhenMostOthersDisagree() {
        clock.heard("b", ns, wallMs + 5_000);
        assertEquals("", clock.objection());
        clock.heard("c", ns, wallMs);
        assertEquals("", clock.objection());
        clock.heard("c", ns, wallMs + 5_000);
        assertTrue(clock.objection().contains("2 of 2"), clock.objection());
    }

    @Test
    void shouldNotBlameTheClockForASlowNetwork() {
        final long askedNs = ns;
        final long theirs = wallMs;
        pass(8_000, 8_000);
        clock.heard("b", askedNs, theirs);
        clock.heard("c", askedNs, theirs + 8_000);

        assertEquals("", clock.objection());
    }

    @Test
    void shouldForgetNodesThatAreGone() {
        clock.heard("b", ns, wallMs + 5_000);
        clock.heard("c", ns, wallMs + 5_000);
        pass(11_000, 11_000);

        assertEquals("", clock.objection());
    }

    private void pass(final long steadyMs, final long shownMs) {
        ns += steadyMs * 1_000_000;
        wallMs += shownMs;
    }
}
