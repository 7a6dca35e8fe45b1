package io.ratinggrid.perf.failover;

import java.util.Arrays;

/** The longest time without a committed answer, by partition. Any thread. */
final class AckClock {
    private final long[] lastNs;
    private final long[] longestNs;
    private long answers;

    AckClock(final int partitions) {
        lastNs = new long[partitions];
        longestNs = new long[partitions];
        Arrays.fill(lastNs, System.nanoTime());
    }

    synchronized void answered(final int partition) {
        final long nowNs = System.nanoTime();
        longestNs[partition] = Math.max(longestNs[partition], nowNs - lastNs[partition]);
        lastNs[partition] = nowNs;
        answers++;
    }

    /** Begins a window: pauses count in it from their beginning, which may lie before. */
    synchronized void begin() {
        Arrays.fill(longestNs, 0);
    }

    /** The longest pause of each partition in the window, with the one that goes on now. */
    synchronized long[] longestNs() {
        final long nowNs = System.nanoTime();
        final long[] longest = longestNs.clone();
        for (int i = 0; i < longest.length; i++) {
            longest[i] = Math.max(longest[i], nowNs - lastNs[i]);
        }
        return longest;
    }

    /** True once every partition has answered after a time. */
    synchronized boolean allAnsweredSince(final long ns) {
        return Arrays.stream(lastNs).allMatch(last -> last - ns > 0);
    }

    synchronized long answers() {
        return answers;
    }
}
