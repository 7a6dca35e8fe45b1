package io.ratinggrid.node.cluster;

import java.util.BitSet;

/** Which partitions take streams on this node. Any thread. */
final class OpenPartitions {
    private final Runnable changed;
    private final BitSet open = new BitSet();

    /** {@code changed} must return at once. */
    OpenPartitions(final Runnable changed) {
        this.changed = changed;
    }

    synchronized BitSet now() {
        return (BitSet) open.clone();
    }

    void set(final int partition, final boolean isOpen) {
        synchronized (this) {
            if (open.get(partition) == isOpen) {
                return;
            }
            open.set(partition, isOpen);
        }
        changed.run();
    }
}
