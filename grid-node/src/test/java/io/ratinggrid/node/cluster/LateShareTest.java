package io.ratinggrid.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

final class LateShareTest {
    private boolean late;
    private boolean ownsNothing = true;
    private int reminded;
    private long nowNs = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(10);
    private final LateShare share =
            new LateShare(() -> late, () -> ownsNothing, () -> reminded++, () -> nowNs, message -> {});

    @Test
    void shouldDoNothingWhileSharesAreEvenOrUnderWay() {
        assertFalse(passes(60));
        assertEquals(0, reminded);
    }

    @Test
    void shouldRemindEveryFewSecondsAndThenLeave() {
        late = true;
        assertFalse(passes(29));
        assertEquals(9, reminded);
        assertTrue(passes(2));
    }

    @Test
    void shouldNotLeaveWithPartitions() {
        late = true;
        ownsNothing = false;
        assertFalse(passes(60));
        assertTrue(reminded > 10);
    }

    @Test
    void shouldBeginAnewWhenRemindingHelped() {
        late = true;
        assertFalse(passes(20));
        late = false;
        assertFalse(passes(1));
        late = true;
        assertFalse(passes(20));
    }

    private boolean passes(final int seconds) {
        boolean leaves = false;
        for (int tenth = 0; tenth < 10 * seconds; tenth++) {
            nowNs += TimeUnit.MILLISECONDS.toNanos(100);
            leaves |= share.mustLeave();
        }
        return leaves;
    }
}
