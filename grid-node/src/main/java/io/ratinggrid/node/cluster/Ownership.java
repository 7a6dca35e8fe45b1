package io.ratinggrid.node.cluster;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.persistence.storage.Membership;

/**
 * Keeps the partitions that this node owns those of which it has the first copy, and none while it stands on the minority side or
 * has to go; of the others those that it has copies of are followed. A thread that looks at every change of the cluster, and every so often besides, for data moves without an event.
 */
final class Ownership implements AutoCloseable {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** How long the others may take to say what they see; until then all stays, and nothing is committed. */
    private static final long CONFIRM_MS = 2_000;

    private final Grid grid;
    private final Membership membership;
    private final CopyWatch copies;
    private final Followed followed;
    private final Supplier<String> objection;
    private final long leaveAfterNs;
    private final Consumer<String> leave;
    private final Consumer<String> messages;
    private final Thread thread = new Thread(this::run, "ownership");
    private BitSet owned = new BitSet();
    private boolean standing = true;
    private long minoritySinceNs;
    private boolean leaving;
    private volatile boolean closed;

    /**
     * {@code objection} says why this node must not own anything, empty for nothing; {@code leave} is told once when this node must
     * leave the grid, and why.
     */
    Ownership(
            final Grid grid,
            final Membership membership,
            final CopyWatch copies,
            final Followed followed,
            final Supplier<String> objection,
            final long leaveAfterMs,
            final Consumer<String> leave,
            final Consumer<String> messages) {
        this.grid = grid;
        this.membership = membership;
        this.copies = copies;
        this.followed = followed;
        this.objection = objection;
        this.leaveAfterNs = TimeUnit.MILLISECONDS.toNanos(leaveAfterMs);
        this.leave = leave;
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
        final long nowNs = System.nanoTime();
        membership.refresh();
        final boolean majority = membership.awaitMajority(CONFIRM_MS);
        if (majority != standing) {
            standing = majority;
            minoritySinceNs = nowNs;
            messages.accept(
                    majority
                            ? "on the majority side again"
                            : "ALARM: on the minority side of the grid; nothing is rated here until the others are back");
        }
        final String reason = reasonToLeave(nowNs);
        if (!reason.isEmpty() && !leaving) {
            leaving = true;
            move(new BitSet());
            messages.accept("ALARM: this node leaves the grid, to be started again: " + reason);
            leave.accept(reason);
        }
        final boolean isIn = majority && !leaving;
        // Asked first: a copy that becomes the first one in between is not let go before it is owned.
        final BitSet backups = isIn ? membership.backups() : new BitSet();
        move(isIn ? membership.primaries() : new BitSet());
        followed.look(backups, nowNs);
        copies.look(owned, nowNs);
    }

    private String reasonToLeave(final long nowNs) {
        if (!standing && leaveAfterNs > 0 && nowNs - minoritySinceNs >= leaveAfterNs) {
            return "too long on the minority side, and the sides of a split never join by themselves";
        }
        return objection.get();
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
