package io.ratinggrid.node.owner;

/** Hears what owners do, for logs, counters and tests. Called on the owner's thread; returns at once. */
public interface OwnerListener {
    OwnerListener NONE = new OwnerListener() {};

    default void moved(final int partition, final OwnerState from, final OwnerState to, final String reason) {}

    default void committed(final int partition, final long sequence, final int commands, final int bytes) {}

    /** A round of images is complete: what is at or below the sequence need not be replayed. */
    default void imaged(final int partition, final long sequence) {}

    /** Something that people must know of. */
    default void alarm(final int partition, final String what) {}
}
