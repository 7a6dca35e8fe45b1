package io.ratinggrid.node.grid;

import io.ratinggrid.seam.Clock;

/** The clocks of the machine. */
public final class SystemClock implements Clock {
    @Override
    public long timeMs() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
