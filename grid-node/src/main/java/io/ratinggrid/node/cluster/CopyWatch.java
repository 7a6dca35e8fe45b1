package io.ratinggrid.node.cluster;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.grid.Withheld;
import io.ratinggrid.persistence.storage.Membership;

/**
 * Watches how many copies partitions have: lets those refuse that have too few or none, tells people, and counts how long the
 * partitions of this node stood on one copy. Stepped by one thread; figures for any.
 */
final class CopyWatch {
    private static final long NS_PER_S = 1_000_000_000;

    private final Grid grid;
    private final Membership membership;
    private final int copiesWanted;
    private final int minCopies;
    private final Consumer<String> messages;
    private final AtomicLong oneCopyNs = new AtomicLong();
    private BitSet toldLost = new BitSet();
    private int toldFew;
    private long lastNs;
    private volatile int onOneCopy;
    private volatile int lostCount;

    CopyWatch(
            final Grid grid,
            final Membership membership,
            final int copiesWanted,
            final int minCopies,
            final Consumer<String> messages) {
        this.grid = grid;
        this.membership = membership;
        this.copiesWanted = copiesWanted;
        this.minCopies = minCopies;
        this.messages = messages;
    }

    /** {@code owned} are the partitions of this node. */
    void look(final BitSet owned, final long nowNs) {
        final BitSet lost = new BitSet();
        membership.lost().keySet().forEach(lost::set);
        int few = 0;
        for (int partition = 0; partition < grid.partitions(); partition++) {
            final int copies = membership.copies(partition);
            grid.withhold(partition, reason(lost.get(partition), copies));
            few += owned.get(partition) && copies == 1 ? 1 : 0;
        }
        count(few, nowNs);
        tellLost(lost);
    }

    private Withheld reason(final boolean lost, final int copies) {
        if (lost) {
            return Withheld.PARTITION_LOST;
        }
        return minCopies > 1 && copies < minCopies ? Withheld.NOT_ENOUGH_COPIES : null;
    }

    private void count(final int few, final long nowNs) {
        if (onOneCopy > 0 && copiesWanted > 1) {
            oneCopyNs.addAndGet(nowNs - lastNs);
        }
        lastNs = nowNs;
        onOneCopy = few;
        if (few > toldFew && copiesWanted > 1) {
            messages.accept("ALARM: partitions=" + few + " of this node have one copy"
                    + (minCopies > 1 ? " and take no commands" : ""));
        } else if (few == 0 && toldFew > 0) {
            messages.accept("all partitions of this node have copies again");
        }
        toldFew = few;
    }

    private void tellLost(final BitSet lost) {
        if (!lost.equals(toldLost)) {
            messages.accept(
                    lost.isEmpty()
                            ? "no partition is lost any more"
                            : "ALARM: partitions are lost, their accounts are refused; start the nodes that had the last copies: "
                                    + membership.lost());
            toldLost = lost;
            lostCount = lost.cardinality();
        }
    }

    /** Seconds that any partition of this node stood on one copy, since it started. */
    double oneCopySeconds() {
        return (double) oneCopyNs.get() / NS_PER_S;
    }

    /** Partitions of the grid without any copy, as of the last look. */
    int lost() {
        return lostCount;
    }

    /** Partitions of this node that have one copy now, while more are wanted. */
    int onOneCopy() {
        return copiesWanted > 1 ? onOneCopy : 0;
    }
}
