package io.ratinggrid.node.owner;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads for recovery: repeated until they succeed, and what cannot be understood ends it. Dropped with it. A recovery that
 * began earlier comes first, so that partitions are opened one after the other and not all at the end.
 */
final class RetriedReads {
    private final int partition;
    private final OwnerContext context;
    private final OwnerSeams seams;
    private final Consumer<String> broken;
    private final long rank;
    private boolean dropped;

    private RetriedReads(
            final int partition,
            final OwnerContext context,
            final OwnerSeams seams,
            final Consumer<String> broken,
            final long rank) {
        this.partition = partition;
        this.context = context;
        this.seams = seams;
        this.broken = broken;
        this.rank = rank;
    }

    static RetriedReads inTurn(
            final int partition, final OwnerContext context, final OwnerSeams seams, final Consumer<String> broken) {
        return new RetriedReads(partition, context, seams, broken, seams.clock().nanoTime());
    }

    /** For what nobody waits for. */
    static RetriedReads afterOthers(
            final int partition, final OwnerContext context, final OwnerSeams seams, final Consumer<String> broken) {
        return new RetriedReads(partition, context, seams, broken, Long.MAX_VALUE);
    }

    void drop() {
        dropped = true;
    }

    /** Reads and hands on the value; an exception from {@code handler} is damage and ends the recovery. */
    <T> void read(final String what, final Supplier<T> blocking, final Consumer<T> handler) {
        seams.reads().call(rank, blocking, (value, failure) -> {
            if (dropped) {
                return;
            }
            if (failure != null) {
                seams.listener().alarm(partition, what + " cannot be read: " + failure);
                later(context.retryUnknownMs(), () -> read(what, blocking, handler));
                return;
            }
            handle(value, handler);
        });
    }

    /** Does something after a while, unless it is dropped. */
    void later(final long delayMs, final Runnable task) {
        seams.scheduler().schedule(delayMs, () -> {
            if (!dropped) {
                task.run();
            }
        });
    }

    private <T> void handle(final T value, final Consumer<T> handler) {
        try {
            handler.accept(value);
        } catch (final RuntimeException e) {
            dropped = true;
            broken.accept(e.toString());
        }
    }
}
