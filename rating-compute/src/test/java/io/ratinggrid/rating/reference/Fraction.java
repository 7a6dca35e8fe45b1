package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** An exact rational number in lowest terms, the denominator above zero. Whole numbers, as most are, take shorter ways. */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {
    public static final Fraction ZERO = of(0);
    public static final Fraction ONE = of(1);

    public Fraction {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("numerator=" + numerator + " denominator=0");
        }
        if (!denominator.equals(BigInteger.ONE)) {
            final BigInteger divisor = numerator.gcd(denominator);
            final BigInteger factor = denominator.signum() < 0 ? divisor.negate() : divisor;
            numerator = numerator.divide(factor);
            denominator = denominator.divide(factor);
        }
    }

    public static Fraction of(final long value) {
        return new Fraction(BigInteger.valueOf(value), BigInteger.ONE);
    }

    public static Fraction of(final long numerator, final long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    public static Fraction of(final BigDecimal value) {
        return value.scale() <= 0
                ? new Fraction(value.toBigIntegerExact(), BigInteger.ONE)
                : new Fraction(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    public Fraction plus(final Fraction other) {
        if (isWhole() && other.isWhole()) {
            return new Fraction(numerator.add(other.numerator), BigInteger.ONE);
        }
        return new Fraction(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Fraction minus(final Fraction other) {
        return plus(other.negated());
    }

    public Fraction times(final Fraction other) {
        if (isWhole() && other.isWhole()) {
            return new Fraction(numerator.multiply(other.numerator), BigInteger.ONE);
        }
        return new Fraction(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    public Fraction over(final Fraction other) {
        return new Fraction(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    public Fraction negated() {
        return new Fraction(numerator.negate(), denominator);
    }

    public Fraction min(final Fraction other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Fraction max(final Fraction other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public int signum() {
        return numerator.signum();
    }

    public boolean isAbove(final Fraction other) {
        return compareTo(other) > 0;
    }

    public boolean isBelow(final Fraction other) {
        return compareTo(other) < 0;
    }

    /** The largest whole number not above it. */
    public Fraction floor() {
        return isWhole() ? this : rounded(0, RoundingMode.FLOOR);
    }

    /** The smallest whole number not below it. */
    public Fraction ceiling() {
        return isWhole() ? this : rounded(0, RoundingMode.CEILING);
    }

    /** Rounded to {@code places} decimals; below zero to tens, hundreds and so on. */
    public Fraction rounded(final int places, final RoundingMode mode) {
        return of(new BigDecimal(numerator)
                .scaleByPowerOfTen(places)
                .divide(new BigDecimal(denominator), 0, mode)
                .scaleByPowerOfTen(-places));
    }

    public boolean isWhole() {
        return denominator.equals(BigInteger.ONE);
    }

    /**
     * Its value as a whole number.
     *
     * @throws ArithmeticException if it is none, or leaves the range of a {@code long}
     */
    public long exactLong() {
        if (!isWhole()) {
            throw new ArithmeticException("fraction=" + this + " is not whole");
        }
        return numerator.longValueExact();
    }

    /**
     * Itself.
     *
     * @throws ArithmeticException if its whole part leaves the range of a {@code long}
     */
    public Fraction inRange() {
        floor().exactLong();
        return this;
    }

    @Override
    public int compareTo(final Fraction other) {
        if (denominator.equals(other.denominator)) {
            return numerator.compareTo(other.numerator);
        }
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public String toString() {
        return isWhole() ? numerator.toString() : numerator + "/" + denominator;
    }
}
