package io.ratinggrid.rating.wire;

/**
 * The way from a gateway's stream to the owners of partitions. Batches of one partition arrive in the order sent or not at
 * all; batches of several partitions that wait for one node go in one frame. Any thread; no call blocks.
 */
public interface Transport extends AutoCloseable {
    /** Opens the stream, again after a loss; the answer comes to {@code handler}, as do those of later batches. */
    void connect(StreamHello hello, ReplyHandler handler);

    /** Only enqueues. The sender has at most one batch of a partition on the way. */
    void send(PartitionBatch batch);

    /** The same; {@code free} is run, on any thread, once nothing more is read of the batch: it may never be. */
    default void send(final PartitionBatch batch, final Runnable free) {
        send(batch);
    }

    /** Says that the stream is empty and will never be used again, so that the grid may forget its numbers in time. */
    void retire(StreamHello hello);

    /** Drops what is enqueued; nothing is answered after it returns. */
    @Override
    void close();
}
