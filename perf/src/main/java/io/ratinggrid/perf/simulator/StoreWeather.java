package io.ratinggrid.perf.simulator;

/** How the stores behave now, beside what becomes of nodes and their copies. */
final class StoreWeather {
    private final Chance chance;
    private int unknownPermille;
    private int failingReadsPermille;
    private int slowPermille;
    private int damagedPermille;

    StoreWeather(final Chance chance) {
        this.chance = chance;
    }

    /** Shares of appends whose outcome is not known, of reads that fail, and of commits that take long. */
    void set(final int unknown, final int failingReads, final int slow) {
        unknownPermille = unknown;
        failingReadsPermille = failingReads;
        slowPermille = slow;
    }

    /** The share of reads of entries and manifests that bring harmed bytes. */
    void damage(final int damaged) {
        damagedPermille = damaged;
    }

    void heal() {
        set(0, 0, 0);
        damage(0);
    }

    /** A copy of what was read, as it comes to the reader; null for null. */
    byte[] read(final byte[] stored) {
        if (stored == null) {
            return null;
        }
        final byte[] bytes = stored.clone();
        if (chance.permille(damagedPermille)) {
            bytes[chance.between(0, bytes.length - 1)] ^= (byte) (1 << chance.between(0, 6));
        }
        return bytes;
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
