package io.ratinggrid.node.cluster;

import java.util.BitSet;

/** Which partitions take streams on this node. Any thread. */
public final class OpenPartitions {
    private final Runnable changed;
    private final BitSet open = new BitSet();

    /** {@code changed} must return at once. */
    public OpenPartitions(final Runnable changed) {
        this.changed = changed;
    }

    public synchronized BitSet now() {
        return (BitSet) open.clone();
    }

    public void set(final int partition, final boolean isOpen) {
        synchronized (this) {
            if (open.get(partition) == isOpen) {
                return;
            }
            open.set(partition, isOpen);
        }
        changed.run();
    }
}
