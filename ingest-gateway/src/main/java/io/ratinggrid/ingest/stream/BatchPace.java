package io.ratinggrid.ingest.stream;

/**
 * How many batches may be sent now, so that in a second there are not more than some: what was not used counts for as long as
 * {@link #BURST_MS}, so the first one after a pause never waits. One thread.
 */
final class BatchPace {
    private static final int BURST_MS = 20;
    private static final long NS_PER_MS = 1_000_000;

    private final long batchNs;
    private final long burstNs;
    /** When the next one may be sent, if none are saved. */
    private long nextNs;

    private boolean begun;

    /** {@code perSecond}: at least 1. */
    BatchPace(final int perSecond) {
        batchNs = Math.max(1, 1_000 * NS_PER_MS / perSecond);
        burstNs = Math.max(batchNs, BURST_MS * NS_PER_MS) - batchNs;
    }

    /** True if one may be sent at a time of the monotonic clock: then it counts as sent. */
    boolean take(final long nowNs) {
        if (!begun || nowNs - nextNs > burstNs) {
            begun = true;
            nextNs = nowNs - burstNs;
        }
        if (nowNs - nextNs < 0) {
            return false;
        }
        nextNs += batchNs;
        return true;
    }

    /** Milliseconds, at least 1, until the next one may be sent. */
    long waitMs(final long nowNs) {
        return Math.max(1, (nextNs - nowNs + NS_PER_MS - 1) / NS_PER_MS);
    }
}
