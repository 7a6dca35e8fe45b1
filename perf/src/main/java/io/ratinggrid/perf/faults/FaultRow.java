package io.ratinggrid.perf.faults;

import org.HdrHistogram.Histogram;

/** What is known of one fault over all its trials. One thread. */
final class FaultRow {
    private static final int DIGITS = 3;

    private final Histogram recovery = new Histogram(DIGITS);
    private long trials;
    private long accepted;
    private long committed;
    private long lost;
    private long duplicated;
    private long goneWithDisk;

    /** A trial that took so long until all partitions answered again. */
    void trial(final long recoveryMs) {
        trials++;
        recovery.recordValue(recoveryMs);
    }

    void add(final FaultCounts.Count count) {
        accepted += count.accepted();
        committed += count.committed();
        lost += count.lost();
        duplicated += count.duplicated();
        goneWithDisk += count.goneWithDisk();
    }

    void add(final FaultRow other) {
        trials += other.trials;
        accepted += other.accepted;
        committed += other.committed;
        lost += other.lost;
        duplicated += other.duplicated;
        goneWithDisk += other.goneWithDisk;
        recovery.add(other.recovery);
    }

    long trials() {
        return trials;
    }

    long accepted() {
        return accepted;
    }

    long committed() {
        return committed;
    }

    long lost() {
        return lost;
    }

    long duplicated() {
        return duplicated;
    }

    long goneWithDisk() {
        return goneWithDisk;
    }

    /** Milliseconds within which that percentage of trials was over, 0 without trials. */
    long recovery(final double percentile) {
        return trials == 0 ? 0 : recovery.getValueAtPercentile(percentile);
    }
}
