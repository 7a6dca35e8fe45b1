package io.ratinggrid.node.seam;

/**
 * The commits that may be under way at once in a node. A partition waits for a slot before it closes its batch, so that
 * batches grow with load and not with the number of partitions. Any thread.
 */
public interface CommitSlots {
    /** Asks for a slot; {@code granted} runs once, oldest request first, as a message on the owner's thread. */
    void request(Runnable granted);

    /** Asks for a slot before most that wait in {@link #request}: for what takes little and holds up much, and for what somebody waits for. */
    void requestFirst(Runnable granted);

    /** Gives back a slot that {@link #request} was granted. */
    void release();

    /** Gives back a slot that {@link #requestFirst} was granted. */
    void releaseFirst();

    /** Gives back a slot of the one kind or the other. */
    default void release(final boolean isFirst) {
        if (isFirst) {
            releaseFirst();
        } else {
            release();
        }
    }
}
