package io.ratinggrid.node.toy;

import io.ratinggrid.seam.Clock;

/** Time that stands until it is moved. */
public final class ManualClock implements Clock {
    private long timeMs = 1_700_000_000_000L;
    private long nanoTime;

    public void advance(final long ms) {
        timeMs += ms;
        nanoTime += ms * 1_000_000;
    }

    /** Sets the wall clock, also backwards. */
    public void jump(final long ms) {
        timeMs += ms;
    }

    @Override
    public long timeMs() {
        return timeMs;
    }

    @Override
    public long nanoTime() {
        return nanoTime;
    }
}
