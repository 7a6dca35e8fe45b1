package io.ratinggrid.perf.simulator;

/** How the stores behave now, beside what becomes of nodes and their copies. */
final class StoreWeather {
    private final Chance chance;
    private int unknownPermille;
    private int failingReadsPermille;
    private int slowPermille;

    StoreWeather(final Chance chance) {
        this.chance = chance;
    }

    /** Shares of appends whose outcome is not known, of reads that fail, and of commits that take long. */
    void set(final int unknown, final int failingReads, final int slow) {
        unknownPermille = unknown;
        failingReadsPermille = failingReads;
        slowPermille = slow;
    }

    void heal() {
        set(0, 0, 0);
    }

    boolean isUnknown() {
        return chance.permille(unknownPermille);
    }

    boolean failsRead() {
        return chance.permille(failingReadsPermille);
    }

    /** What one step of a commit takes. */
    long stepUs() {
        return chance.permille(slowPermille) ? chance.between(1_000, 400_000) : chance.between(40, 400);
    }
}
