package io.ratinggrid.rating.wire;

/**
 * What became of a {@link PartitionBatch}. A batch is answered whole: the sender never lets one reach over the last number
 * that the grid told it, so that no batch is half a repeat.
 *
 * @param streamHigh     of the batch, as are all down to the count
 * @param expectedNumber with {@link Outcome#GAP}: the number that comes next; with {@link Outcome#MISMATCH}: that the grid has
 *                       last; else 0
 * @param retryAfterMs   with {@link Outcome#BUSY} and others that say so: how long to wait at least; else 0
 * @param codes          with {@link Outcome#COMMITTED} and {@link Outcome#REPEATED}: {@code ResultCode} number of each
 *                       command, in order; empty for a repeat whose answers are no longer kept
 */
public record PartitionReply(
        long streamHigh,
        long streamLow,
        int session,
        int partition,
        long firstNumber,
        int count,
        Outcome outcome,
        long expectedNumber,
        int retryAfterMs,
        byte[] codes) {
    private static final byte[] NONE = {};

    /** Kinds of answers. All but the first two leave the grid unchanged. */
    public enum Outcome {
        COMMITTED,
        /** Was committed before, with the same bytes: the answers of then. */
        REPEATED,
        /** Commands before it are missing: go back to {@code expectedNumber}. */
        GAP,
        /** Not taken, for want of room: the same again after {@code retryAfterMs}. */
        BUSY,
        /** The partition is being moved or opened: the same again after {@code retryAfterMs}. */
        NOT_OWNER,
        /** The same numbers with other bytes were committed before: the stream must stop. */
        MISMATCH,
        /** A later session has the stream: the sender must stop. */
        FENCED,
        /** Not taken, for the partition has fewer copies than the grid asks for: the same again after {@code retryAfterMs}. */
        NOT_ENOUGH_COPIES,
        /** Not taken, for all copies of the partition are gone: the same again after {@code retryAfterMs}. */
        PARTITION_LOST
    }

    public static PartitionReply committed(final PartitionBatch batch, final byte[] codes) {
        return answer(batch, Outcome.COMMITTED, 0, 0, codes);
    }

    public static PartitionReply repeated(final PartitionBatch batch, final byte[] codes) {
        return answer(batch, Outcome.REPEATED, 0, 0, codes);
    }

    public static PartitionReply gap(final PartitionBatch batch, final long expectedNumber) {
        return answer(batch, Outcome.GAP, expectedNumber, 0, NONE);
    }

    public static PartitionReply busy(final PartitionBatch batch, final int retryAfterMs) {
        return answer(batch, Outcome.BUSY, 0, retryAfterMs, NONE);
    }

    public static PartitionReply notOwner(final PartitionBatch batch, final int retryAfterMs) {
        return answer(batch, Outcome.NOT_OWNER, 0, retryAfterMs, NONE);
    }

    /** For one of the outcomes that ask for the same again. */
    public static PartitionReply later(final PartitionBatch batch, final Outcome outcome, final int retryAfterMs) {
        return answer(batch, outcome, 0, retryAfterMs, NONE);
    }

    public static PartitionReply mismatch(final PartitionBatch batch, final long lastNumber) {
        return answer(batch, Outcome.MISMATCH, lastNumber, 0, NONE);
    }

    public static PartitionReply fenced(final PartitionBatch batch) {
        return answer(batch, Outcome.FENCED, 0, 0, NONE);
    }

    /** True if it is to this batch, or to one that was cut in the same way from the same stream, by the same process. */
    public boolean answers(final PartitionBatch batch) {
        return streamHigh == batch.streamHigh()
                && streamLow == batch.streamLow()
                && session == batch.session()
                && partition == batch.partition()
                && firstNumber == batch.firstNumber()
                && count == batch.count();
    }

    private static PartitionReply answer(
            final PartitionBatch batch,
            final Outcome outcome,
            final long expectedNumber,
            final int retryAfterMs,
            final byte[] codes) {
        return new PartitionReply(
                batch.streamHigh(),
                batch.streamLow(),
                batch.session(),
                batch.partition(),
                batch.firstNumber(),
                batch.count(),
                outcome,
                expectedNumber,
                retryAfterMs,
                codes);
    }
}
