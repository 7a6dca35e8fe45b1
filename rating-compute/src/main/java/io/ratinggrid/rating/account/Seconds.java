package io.ratinggrid.rating.account;

/** Times in state are whole seconds since the epoch, unsigned, to the year 2106; 0 is "none". */
public final class Seconds {
    /** No end. */
    public static final long FOREVER = 0xffff_ffffL;

    private Seconds() {}

    /** Seconds of a time, which must be whole ones for the result to compare exactly. */
    public static long of(final long timeMs) {
        final long seconds = Math.floorDiv(timeMs, 1000L);
        if (seconds < 0 || seconds > FOREVER) {
            throw new ArithmeticException("timeMs=" + timeMs + " is outside 1970 to 2106");
        }
        return seconds;
    }

    public static long unsigned(final int stored) {
        return stored & 0xffff_ffffL;
    }
}
