package io.ratinggrid.node.grid;

import io.ratinggrid.node.owner.OwnerContext;

/** Settings of a node's grid shell: set what differs from the default, then {@link #conclude()}. */
public final class GridContext {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private boolean concluded;

    private int partitions = 256;
    private int ratingThreads = CORES;
    private int commitSlots = 2 * CORES;
    private int readThreads = CORES;
    private int imageDutyPercent = 50;
    private int reopenMs = 1_000;
    private OwnerContext owner = new OwnerContext();

    /** Partitions of the grid, default 256; those of its storage. */
    public GridContext partitions(final int newPartitions) {
        changeable().partitions = newPartitions;
        return this;
    }

    public int partitions() {
        return partitions;
    }

    /** Threads that rate, each with partitions of its own, default the number of cores. */
    public GridContext ratingThreads(final int newRatingThreads) {
        changeable().ratingThreads = newRatingThreads;
        return this;
    }

    public int ratingThreads() {
        return ratingThreads;
    }

    /**
     * Entries that may be on their way into the journal at once, default twice the number of cores: half is being committed,
     * half is next. More makes smaller batches.
     */
    public GridContext commitSlots(final int newCommitSlots) {
        changeable().commitSlots = newCommitSlots;
        return this;
    }

    public int commitSlots() {
        return commitSlots;
    }

    /** Threads that read journal and images for recovery and old answers, default the number of cores. */
    public GridContext readThreads(final int newReadThreads) {
        changeable().readThreads = newReadThreads;
        return this;
    }

    public int readThreads() {
        return readThreads;
    }

    /** Share of its time, in percent, that the one image thread writes at most, default 50. */
    public GridContext imageDutyPercent(final int newImageDutyPercent) {
        changeable().imageDutyPercent = newImageDutyPercent;
        return this;
    }

    public int imageDutyPercent() {
        return imageDutyPercent;
    }

    /** Milliseconds after which a fenced partition is opened again, default 1,000. */
    public GridContext reopenMs(final int newReopenMs) {
        changeable().reopenMs = newReopenMs;
        return this;
    }

    public int reopenMs() {
        return reopenMs;
    }

    /** Settings of the partitions' owners; concluded with these. */
    public GridContext owner(final OwnerContext newOwner) {
        changeable().owner = newOwner;
        return this;
    }

    public OwnerContext owner() {
        return owner;
    }

    /**
     * Checks the settings and closes them to change; once.
     *
     * @throws IllegalArgumentException naming the setting that cannot be used
     */
    public GridContext conclude() {
        changeable();
        check(partitions >= 1 && partitions <= 16_384, "partitions", partitions, "1 to 16384");
        check(ratingThreads >= 1 && ratingThreads <= 256, "ratingThreads", ratingThreads, "1 to 256");
        check(commitSlots >= 1, "commitSlots", commitSlots, "at least 1");
        check(readThreads >= 1 && readThreads <= 256, "readThreads", readThreads, "1 to 256");
        check(imageDutyPercent >= 1 && imageDutyPercent <= 100, "imageDutyPercent", imageDutyPercent, "1 to 100");
        check(reopenMs >= 1, "reopenMs", reopenMs, "at least 1");
        owner.conclude();
        concluded = true;
        return this;
    }

    private GridContext changeable() {
        if (concluded) {
            throw new IllegalStateException("settings are concluded");
        }
        return this;
    }

    private static void check(final boolean sound, final String name, final long value, final String rule) {
        if (!sound) {
            throw new IllegalArgumentException(name + "=" + value + " must be " + rule);
        }
    }
}
