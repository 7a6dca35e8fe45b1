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

    RetriedReads(
            final int partition, final OwnerContext context, final OwnerSeams seams, final Consumer<String> broken) {
        this.partition = partition;
        this.context = context;
        this.seams = seams;
        this.broken = broken;
        rank = seams.clock().nanoTime();
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
                seams.scheduler().schedule(context.retryUnknownMs(), () -> readAgain(what, blocking, handler));
                return;
            }
            handle(value, handler);
        });
    }

    private <T> void readAgain(final String what, final Supplier<T> blocking, final Consumer<T> handler) {
        if (!dropped) {
            read(what, blocking, handler);
        }
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
