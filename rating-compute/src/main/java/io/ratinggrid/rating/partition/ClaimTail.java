package io.ratinggrid.rating.partition;

/** The last word of a claim: two marks, the journal sequence of the first answer (46 bits) and the day of the event (16 bits). */
final class ClaimTail {
    private static final int DAY_BITS = 16;
    private static final long DAY_MASK = (1L << DAY_BITS) - 1;
    private static final long SEQUENCE_MASK = (1L << 46) - 1;
    /** What it did is taken back, or about to be. */
    private static final long CANCELLED = 1L << 63;

    /** What it did cannot be taken back. */
    private static final long FIXED = 1L << 62;

    private ClaimTail() {}

    /** {@code sequence}: of the entry, as it is, {@link #fixed}, or {@link #markedSequence} of another tail. */
    static long of(final long sequence, final long day) {
        return sequence << DAY_BITS | day;
    }

    /** The sequence to claim with for what cannot be taken back. */
    static long fixed(final long sequence) {
        return sequence | FIXED >>> DAY_BITS;
    }

    static long sequence(final long tail) {
        return tail >>> DAY_BITS & SEQUENCE_MASK;
    }

    /** The sequence with the marks above it; its sign is that of the tail. */
    static long markedSequence(final long tail) {
        return tail >> DAY_BITS;
    }

    static int day(final long tail) {
        return (int) (tail & DAY_MASK);
    }

    static boolean isCancelled(final long tail) {
        return (tail & CANCELLED) != 0;
    }

    static boolean isFixed(final long tail) {
        return (tail & FIXED) != 0;
    }

    /** The same, marked so or not. */
    static long cancelled(final long tail, final boolean cancelled) {
        return cancelled ? tail | CANCELLED : tail & ~CANCELLED;
    }
}
