package io.ratinggrid.node.owner;

import io.ratinggrid.persistence.journal.AppendOutcome;

/** Hears what owners do, for logs, counters and tests. Called on the owner's thread; returns at once. */
public interface OwnerListener {
    OwnerListener NONE = new OwnerListener() {};

    default void moved(final int partition, final OwnerState from, final OwnerState to, final String reason) {}

    /** An append has ended; each unknown one is begun again. Batches and opening entries alike. */
    default void appended(final int partition, final AppendOutcome outcome, final long durationNs) {}

    default void committed(final int partition, final long sequence, final int commands, final int bytes) {}

    /** Committed state of an open partition has so many items in its outbox, above zero. */
    default void pending(final int partition, final int items) {}

    /** Committed state of an open partition has notices to be delivered, other ones than before. */
    default void noticed(final int partition) {}

    /** An online command found no room, and was not carried out. */
    default void turnedAway(final int partition) {}

    /** A round of images is complete: what is at or below the sequence need not be replayed. */
    default void imaged(final int partition, final long sequence) {}

    /** Something that people must know of. */
    default void alarm(final int partition, final String what) {}
}
