package io.ratinggrid.node.owner;

/**
 * The answer to a command or a query.
 *
 * @param sequence with {@link Outcome#GIVEN}: the committed state it stands for; one that presents it is never answered from
 *     before it. Else 0
 * @param retryAfterMs with {@link Outcome#BUSY} and {@link Outcome#NOT_OWNER}: how long to wait at least; else 0
 * @param value with {@link Outcome#GIVEN}; else null
 */
public record Answer<T>(Outcome outcome, int partition, long sequence, int retryAfterMs, T value) {

    /** Kinds of answers. */
    public enum Outcome {
        GIVEN,
        /** Not taken, for want of room. */
        BUSY,
        /** Not taken; the partition is being opened or is another's. */
        NOT_OWNER,
        /** The partition was given up with the command under way: it may have been committed. Ask again with its id. */
        UNKNOWN,
        /** The query asks for a sequence that is not committed. */
        BEHIND,
        /** The query threw. */
        FAILED,
        /** Not taken, for the partition has fewer copies than the grid asks for. */
        NOT_ENOUGH_COPIES,
        /** Not taken, for all copies of the partition are gone. */
        PARTITION_LOST
    }

    static <T> Answer<T> given(final int partition, final long sequence, final T value) {
        return new Answer<>(Outcome.GIVEN, partition, sequence, 0, value);
    }

    static <T> Answer<T> refused(final Outcome outcome, final int partition, final int retryAfterMs) {
        return new Answer<>(outcome, partition, 0, retryAfterMs, null);
    }
}
