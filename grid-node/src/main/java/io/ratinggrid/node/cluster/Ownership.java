package io.ratinggrid.node.cluster;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.persistence.storage.Membership;

/**
 * Keeps the partitions that this node owns those of which it has the first copy, and none while it stands on the minority side.
 * A thread that looks at every change of the cluster, and every so often besides, for data moves without an event.
 */
final class Ownership implements AutoCloseable {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Grid grid;
    private final Membership membership;
    private final Consumer<String> messages;
    private final Thread thread = new Thread(this::run, "ownership");
    private BitSet owned = new BitSet();
    private boolean standing = true;
    private volatile boolean closed;

    Ownership(final Grid grid, final Membership membership, final Consumer<String> messages) {
        this.grid = grid;
        this.membership = membership;
        this.messages = messages;
    }

    void start() {
        membership.listen(() -> LockSupport.unpark(thread));
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                look();
            } catch (final RuntimeException e) {
                messages.accept("shares of the grid are not known: " + e);
            }
            LockSupport.parkNanos(this, LOOK_NS);
        }
    }

    private void look() {
        final boolean majority = membership.isMajority();
        if (majority != standing) {
            standing = majority;
            messages.accept(
                    majority
                            ? "on the majority side again"
                            : "ALARM: on the minority side of the grid; nothing is rated here until the others are back");
        }
        move(majority ? membership.primaries() : new BitSet());
    }

    private void move(final BitSet wanted) {
        final BitSet changed = (BitSet) wanted.clone();
        changed.xor(owned);
        changed.stream().forEach(partition -> {
            if (wanted.get(partition)) {
                grid.own(partition);
            } else {
                grid.disown(partition);
            }
        });
        if (!changed.isEmpty()) {
            messages.accept(
                    "share of the grid: partitions=" + wanted.cardinality() + ", before " + owned.cardinality());
        }
        owned = wanted;
    }
}
