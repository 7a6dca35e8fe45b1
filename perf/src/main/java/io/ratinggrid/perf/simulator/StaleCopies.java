package io.ratinggrid.perf.simulator;

import java.util.Arrays;

/**
 * First copies that were trusted and are behind: for a while the end of a partition's journal is not there, and what is put behind the hole is
 * put into the wrong copy, which is thrown away later.
 */
final class StaleCopies {
    private final SimTime time;
    private final long[] hiddenFrom;
    private final long[] untilUs;

    StaleCopies(final SimTime time, final int partitions) {
        this.time = time;
        hiddenFrom = new long[partitions];
        untilUs = new long[partitions];
    }

    /** From now on, for so long, nothing is seen from a sequence on. */
    void hide(final int partition, final long from, final long durationUs) {
        hiddenFrom[partition] = from;
        untilUs[partition] = time.nowUs() + durationUs;
    }

    void heal() {
        Arrays.fill(untilUs, 0);
    }

    boolean isHidden(final int partition, final long sequence) {
        return time.nowUs() < untilUs[partition] && sequence >= hiddenFrom[partition];
    }
}
