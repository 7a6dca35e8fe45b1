package io.ratinggrid.rating.wire;

/** Hears what the grid says to a stream. The transport calls it from any thread; it only hands over and returns at once. */
public interface ReplyHandler {
    /** The answer to {@link Transport#connect}. */
    void onConnected(StreamPositions positions);

    /** The answer to one batch; may be late, doubled, or of a batch of an earlier session. */
    void onReply(PartitionReply reply);

    /** A partition takes batches now: what was refused there may be sent again at once. */
    default void onOpen(final int partition) {}

    /** The way to the grid is gone: batches without an answer may have been committed or not. The sender connects again. */
    void onDisconnected(String reason);
}
