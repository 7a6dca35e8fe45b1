package io.ratinggrid.perf.simulator;

import io.ratinggrid.seam.Clock;

/** The clock of one machine: it may be wrong, and be set, but what measures durations goes on. */
final class SimClock implements Clock {
    /** When a world begins: 2026-06-30T23:59:20Z, so that cycles end in it. */
    static final long BEGIN_MS = 1_782_863_960_000L;

    private final SimTime time;
    private long wrongByMs;

    SimClock(final SimTime time) {
        this.time = time;
    }

    void wrongBy(final long ms) {
        wrongByMs = ms;
    }

    @Override
    public long timeMs() {
        return BEGIN_MS + time.nowUs() / 1_000 + wrongByMs;
    }

    @Override
    public long nanoTime() {
        return time.nowUs() * 1_000;
    }
}
