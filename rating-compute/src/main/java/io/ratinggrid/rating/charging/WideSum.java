package io.ratinggrid.rating.charging;

/** A sum of amounts that may leave the range of a {@code long} on its way, or for good. Reused; one thread. */
final class WideSum {
    private static final int LOW_BITS = 32;
    private static final long LOW_MASK = (1L << LOW_BITS) - 1;

    private long high;
    private long low;

    WideSum clear() {
        high = 0;
        low = 0;
        return this;
    }

    WideSum add(final long amount) {
        high += amount >> LOW_BITS;
        low += amount & LOW_MASK;
        return this;
    }

    WideSum subtract(final long amount) {
        high -= amount >> LOW_BITS;
        low -= amount & LOW_MASK;
        return this;
    }

    /**
     * The sum as an amount.
     *
     * @throws ArithmeticException if it is none
     */
    long exact() {
        final long carried = high + (low >> LOW_BITS);
        if (carried != (int) carried) {
            throw new ArithmeticException("sum is out of range: high=" + carried);
        }
        return carried << LOW_BITS | low & LOW_MASK;
    }

    boolean isAbove(final long amount) {
        final long carried = high + (low >> LOW_BITS);
        final long limit = amount >> LOW_BITS;
        return carried != limit ? carried > limit : (low & LOW_MASK) > (amount & LOW_MASK);
    }
}
