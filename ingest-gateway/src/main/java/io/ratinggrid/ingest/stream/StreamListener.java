package io.ratinggrid.ingest.stream;

import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;

/** Is told how a stream gets on, on the scheduler's thread. */
public interface StreamListener {
    /**
     * A batch is committed. When this returns, the answers and the batch's last number are kept, so that a later process
     * does not ask for them again; a batch that was answered but not kept is answered again as a repeat.
     */
    void answered(PartitionBatch batch, PartitionReply reply);

    /** Everything in the queue up to {@code index} is committed. */
    void committedThrough(long index);

    /** The sender has stopped for good. */
    void faulted(StreamFault fault, String message);
}
