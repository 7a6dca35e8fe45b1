package io.ratinggrid.ingest.stream;

import io.ratinggrid.rating.wire.PartitionBatch;

/**
 * Limits of a sender.
 *
 * @param batchCommands   commands in a batch at most
 * @param batchBytes      bytes of commands in a batch at most
 * @param batchesPerSecond batches sent in a second at most, of all partitions together: each costs an owner an entry of its own, so that
 *                        with more of them there is more to do for the same events. Those that wait for their turn grow meanwhile
 * @param laneBytes       bytes gathered and on the way for one partition at most; what comes beyond stays in the queue. With
 *                        the number of partitions it bounds the sender's memory
 * @param pumpRecords     records read in one step, so that answers are not kept waiting
 * @param tickMs          how often time-outs and retries are looked at
 * @param answerTimeoutMs a batch without an answer for that long is sent again
 * @param reconnectMs     pause before connecting again, and before asking again for owners that could not be asked
 * @param asideAfterMs    a partition that refuses for that long and is full is set aside, so that the others move
 * @param longestRetryMs  a longer retry-after is cut to this
 * @param behindMs        a grid that says for so long that it has less than it answered has forgotten it; to be longer than a node
 *                        that the others went on without may take to notice, which is the grid's failure detection and some
 *                        seconds, for until then it answers from its own copy
 */
public record SenderSettings(
        int batchCommands,
        int batchBytes,
        int batchesPerSecond,
        int laneBytes,
        int pumpRecords,
        int tickMs,
        int answerTimeoutMs,
        int reconnectMs,
        int asideAfterMs,
        int longestRetryMs,
        int behindMs) {

    /** As many as a node of two cores commits with half of them. */
    public static final int BATCHES_PER_SECOND = 2_000;

    /** For {@code partitions} partitions, with at most 128 MB gathered and on the way. */
    public static SenderSettings standard(final int partitions) {
        final int lane = Math.max(8_192, Math.min(2 * PartitionBatch.MOST_BYTES, (128 << 20) / partitions));
        return new SenderSettings(
                PartitionBatch.MOST_COMMANDS,
                Math.min(PartitionBatch.MOST_BYTES, lane),
                BATCHES_PER_SECOND,
                lane,
                8_192,
                20,
                10_000,
                500,
                100,
                30_000,
                15_000);
    }

    /** The same with another number of batches in a second. */
    public SenderSettings withBatchesPerSecond(final int newBatchesPerSecond) {
        return new SenderSettings(
                batchCommands,
                batchBytes,
                newBatchesPerSecond,
                laneBytes,
                pumpRecords,
                tickMs,
                answerTimeoutMs,
                reconnectMs,
                asideAfterMs,
                longestRetryMs,
                behindMs);
    }

    public SenderSettings {
        if (batchCommands < 1 || batchCommands > PartitionBatch.MOST_COMMANDS) {
            throw new IllegalArgumentException(
                    "batchCommands=" + batchCommands + " most=" + PartitionBatch.MOST_COMMANDS);
        }
        if (batchBytes < 1 || batchBytes > PartitionBatch.MOST_BYTES || laneBytes < batchBytes) {
            throw new IllegalArgumentException(
                    "batchBytes=" + batchBytes + " most=" + PartitionBatch.MOST_BYTES + " laneBytes=" + laneBytes);
        }
        if (batchesPerSecond < 1) {
            throw new IllegalArgumentException("batchesPerSecond=" + batchesPerSecond + " must be at least 1");
        }
        if (pumpRecords < 1
                || tickMs < 1
                || answerTimeoutMs < 1
                || reconnectMs < 1
                || asideAfterMs < 0
                || longestRetryMs < 1
                || behindMs < 0) {
            throw new IllegalArgumentException("pumpRecords=" + pumpRecords + " tickMs=" + tickMs + " answerTimeoutMs="
                    + answerTimeoutMs + " reconnectMs=" + reconnectMs + " asideAfterMs=" + asideAfterMs
                    + " longestRetryMs="
                    + longestRetryMs + " behindMs=" + behindMs);
        }
    }
}
