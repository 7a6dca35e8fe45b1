package io.ratinggrid.node.owner;

import java.util.function.LongSupplier;

import io.ratinggrid.rating.wire.PartitionReply;

/** The look-ups of old answers that are under way in a partition; bounded. */
final class RepeatLookups {
    private static final int MOST = 16;

    private final int partition;
    private final OwnerContext context;
    private final OwnerSeams seams;
    private final LongSupplier keptFrom;
    private int underWay;

    /** {@code keptFrom}: entries below may have been removed. */
    RepeatLookups(
            final int partition, final OwnerContext context, final OwnerSeams seams, final LongSupplier keptFrom) {
        this.keptFrom = keptFrom;
        this.partition = partition;
        this.context = context;
        this.seams = seams;
    }

    /** Answers a batch of which all is committed as {@code found}, with the codes of then. */
    void answer(final PendingBatch batch, final StreamState stream, final PartitionReply.Outcome found) {
        if (underWay >= MOST) {
            batch.answer(PartitionReply.busy(batch.batch(), context.retryAfterMs()));
            return;
        }
        underWay++;
        new RepeatLookup(partition, seams, batch, found, keptFrom, context.retryAfterMs(), () -> underWay--)
                .start(stream);
    }
}
