package io.ratinggrid.node.owner;

import java.util.function.Consumer;
import java.util.function.Function;

import io.ratinggrid.rating.partition.PartitionLogic;

/** A read of committed state. */
final class Query<T> {
    private final long atLeast;
    private final Function<PartitionLogic, T> read;
    private final Consumer<Answer<T>> handler;

    /** {@code atLeast} is the sequence that the caller has been answered from before, 0 for none. */
    Query(final long atLeast, final Function<PartitionLogic, T> read, final Consumer<Answer<T>> handler) {
        this.atLeast = atLeast;
        this.read = read;
        this.handler = handler;
    }

    void run(final int partition, final long sequence, final PartitionLogic logic) {
        if (atLeast > sequence) {
            refuse(Answer.Outcome.BEHIND, partition, 0);
            return;
        }
        final T value;
        try {
            value = read.apply(logic);
        } catch (final RuntimeException e) {
            refuse(Answer.Outcome.FAILED, partition, 0);
            return;
        }
        handler.accept(Answer.given(partition, sequence, value));
    }

    void refuse(final Answer.Outcome outcome, final int partition, final int retryAfterMs) {
        handler.accept(Answer.refused(outcome, partition, retryAfterMs));
    }
}
