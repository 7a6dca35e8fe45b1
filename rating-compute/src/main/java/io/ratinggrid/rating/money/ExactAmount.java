package io.ratinggrid.rating.money;

import java.math.RoundingMode;

/**
 * An exact rational amount, {@code whole + numerator / denominator} scaled units with {@code 0 <= numerator <
 * denominator}: what 0.05 a minute costs for one second is held, not rounded. Quantities drawn at a rate use it too.
 *
 * <p>Mutable and reused; one thread. Every operation that leaves the range of a {@code long} throws
 * {@link ArithmeticException} and leaves the amount as it was.
 */
public final class ExactAmount {
    private long whole;
    private long numerator;
    private long denominator = 1;

    public long whole() {
        return whole;
    }

    public long numerator() {
        return numerator;
    }

    public long denominator() {
        return denominator;
    }

    public boolean isZero() {
        return whole == 0 && numerator == 0;
    }

    public ExactAmount clear() {
        return set(0, 0, 1);
    }

    public ExactAmount set(final long newWhole, final long newNumerator, final long newDenominator) {
        whole = newWhole;
        numerator = newNumerator;
        denominator = newDenominator;
        return this;
    }

    public ExactAmount set(final ExactAmount other) {
        return set(other.whole, other.numerator, other.denominator);
    }

    public void add(final long amount) {
        whole = Math.addExact(whole, amount);
    }

    public void subtract(final long amount) {
        whole = Math.subtractExact(whole, amount);
    }

    public void add(final ExactAmount other) {
        addParts(other.whole, other.numerator, other.denominator);
    }

    public void subtract(final ExactAmount other) {
        final long borrow = other.numerator == 0 ? 0 : 1;
        final long negatedNumerator = other.numerator == 0 ? 0 : other.denominator - other.numerator;
        addParts(Math.subtractExact(Math.negateExact(other.whole), borrow), negatedNumerator, other.denominator);
    }

    /**
     * Adds {@code quantity * price / per}, the one place where money is divided; the remainder stays as a fraction.
     *
     * @param per above zero
     */
    public void addProduct(final long quantity, final long price, final long per) {
        final long high = Math.multiplyHigh(quantity, price);
        final long low = quantity * price;
        if (high == low >> 63) {
            addParts(Math.floorDiv(low, per), Math.floorMod(low, per), per);
            return;
        }
        addWide(high, low, per);
    }

    /** Multiplies by {@code factor / divisor}, for percentages; divisor above zero, factor not negative. */
    public void multiply(final long factor, final long divisor) {
        final long fractionNumerator = Math.multiplyExact(numerator, factor);
        final long fractionDenominator = Math.multiplyExact(denominator, divisor);
        final long oldWhole = whole;
        final long oldNumerator = numerator;
        final long oldDenominator = denominator;
        set(0, 0, 1);
        try {
            addProduct(oldWhole, factor, divisor);
            addParts(
                    Math.floorDiv(fractionNumerator, fractionDenominator),
                    Math.floorMod(fractionNumerator, fractionDenominator),
                    fractionDenominator);
        } catch (final ArithmeticException e) {
            set(oldWhole, oldNumerator, oldDenominator);
            throw e;
        }
    }

    /** Negative, zero or positive as this is less than, equal to or greater than a whole amount. */
    public int compareTo(final long amount) {
        if (whole != amount) {
            return Long.compare(whole, amount);
        }
        return numerator == 0 ? 0 : 1;
    }

    /** Rounds up to a whole number of scaled units. */
    public long ceiling() {
        return numerator == 0 ? whole : Math.addExact(whole, 1L);
    }

    /**
     * Rounds to a multiple of {@code unit} scaled units: {@code unit} is 10,000 for cents held in millionths. Half-up and
     * up are away from zero, as {@link RoundingMode} has them.
     *
     * @return the multiple, in scaled units
     */
    public long rounded(final long unit, final RoundingMode mode) {
        final long quotient = Math.floorDiv(whole, unit);
        final long rest = Math.floorMod(whole, unit);
        if (rest == 0 && numerator == 0) {
            return whole;
        }
        return Math.multiplyExact(roundsUp(quotient, rest, unit, mode) ? quotient + 1 : quotient, unit);
    }

    private boolean roundsUp(final long quotient, final long rest, final long unit, final RoundingMode mode) {
        final boolean negative = whole < 0;
        final long twice = Math.multiplyExact(rest, 2L);
        final int half = twice != unit ? Long.compare(twice, unit) : numerator == 0 ? 0 : 1;
        final int halfWithFraction = twice < unit && twice + 1 == unit ? compareHalfOfOddUnit() : half;
        return switch (mode) {
            case UP -> !negative;
            case DOWN -> negative;
            case CEILING -> true;
            case FLOOR -> false;
            case HALF_UP -> halfWithFraction > 0 || halfWithFraction == 0 && !negative;
            case HALF_DOWN -> halfWithFraction > 0 || halfWithFraction == 0 && negative;
            case HALF_EVEN -> halfWithFraction > 0 || halfWithFraction == 0 && (quotient & 1) == 1;
            case UNNECESSARY -> throw new ArithmeticException("rounding necessary: whole=" + whole + " unit=" + unit);
        };
    }

    /** With an odd unit the half lies between two whole numbers, and the fraction decides. */
    private int compareHalfOfOddUnit() {
        return Long.compare(Math.multiplyExact(numerator, 2L), denominator);
    }

    private void addParts(final long addWhole, final long addNumerator, final long addDenominator) {
        final long sum = Math.addExact(whole, addWhole);
        if (addNumerator == 0) {
            whole = sum;
        } else if (denominator == addDenominator) {
            setCarried(sum, numerator - (addDenominator - addNumerator), addDenominator);
        } else if (numerator == 0) {
            set(sum, addNumerator, addDenominator);
        } else {
            addFraction(sum, addNumerator, addDenominator);
        }
    }

    private void addFraction(final long sum, final long addNumerator, final long addDenominator) {
        final long divisor = gcd(denominator, addDenominator);
        final long factor = addDenominator / divisor;
        final long common = Math.multiplyExact(denominator, factor);
        final long scaled = Math.multiplyExact(numerator, factor);
        final long added = Math.multiplyExact(addNumerator, denominator / divisor);
        setCarried(sum, scaled - (common - added), common);
    }

    /** {@code excess} is the sum of the numerators less the denominator: not below zero means one whole more. */
    private void setCarried(final long sum, final long excess, final long newDenominator) {
        if (excess == 0) {
            set(Math.addExact(sum, 1L), 0, 1);
        } else if (excess > 0) {
            set(Math.addExact(sum, 1L), excess, newDenominator);
        } else {
            set(sum, excess + newDenominator, newDenominator);
        }
    }

    /** Divides a 128-bit product by restoring division; rare, so it may take its 128 steps. */
    private void addWide(final long high, final long low, final long per) {
        final boolean negative = high < 0;
        long upper = negative ? ~high + (low == 0 ? 1 : 0) : high;
        final long lower = negative ? -low : low;
        if (Long.compareUnsigned(upper, per) >= 0) {
            throw new ArithmeticException("amount out of range: per=" + per);
        }
        long quotient = 0;
        for (int bit = 63; bit >= 0; bit--) {
            final boolean carry = upper < 0;
            upper = upper << 1 | lower >>> bit & 1;
            quotient <<= 1;
            if (carry || Long.compareUnsigned(upper, per) >= 0) {
                upper -= per;
                quotient |= 1;
            }
        }
        if (quotient < 0) {
            throw new ArithmeticException("amount out of range: per=" + per);
        }
        if (!negative) {
            addParts(quotient, upper, per);
        } else if (upper == 0) {
            addParts(-quotient, 0, 1);
        } else {
            addParts(-quotient - 1, per - upper, per);
        }
    }

    private static long gcd(final long a, final long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            final long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    @Override
    public String toString() {
        return numerator == 0 ? Long.toString(whole) : whole + "+" + numerator + "/" + denominator;
    }
}
