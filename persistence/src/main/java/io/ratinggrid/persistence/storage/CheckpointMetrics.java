package io.ratinggrid.persistence.storage;

/**
 * How much the checkpoints of this node hold its writers up. Any thread; all is 0 before the node has started and after it is
 * closed.
 */
public final class CheckpointMetrics {
    private static final String STORAGE = "io.datastorage";
    private static final String REGION = "io.dataregion." + NodeConfiguration.REGION;

    private final MetricTap tap;

    CheckpointMetrics(final MetricTap tap) {
        this.tap = tap;
    }

    /** How long the last one took, in ms; writers go on meanwhile. */
    public long lastDurationMs() {
        return tap.value(STORAGE, "LastCheckpointDuration");
    }

    /** How long all writers stood still at the beginning of the last one, in ms. */
    public long lastHoldMs() {
        return tap.value(STORAGE, "LastCheckpointLockHoldDuration");
    }

    /** How long writers were slowed down in all since the start, in ms: pages change faster than the disk takes them. */
    public long throttledMs() {
        return tap.value(REGION, "TotalThrottlingTime");
    }

    /** Bytes of the buffer that pages changed during a checkpoint are copied to. */
    public long bufferUsedBytes() {
        return tap.value(REGION, "UsedCheckpointBufferSize");
    }

    /** Bytes that this buffer has; writers stand still when it is full. */
    public long bufferBytes() {
        return tap.value(REGION, "CheckpointBufferSize");
    }
}
