package io.ratinggrid.rating.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A quotient of two longs in lowest terms, made from decimals when a catalog is compiled. {@code denominator > 0}. */
public record Rational(long numerator, long denominator) {

    /**
     * {@code dividend / divisor} in lowest terms.
     *
     * @throws ArithmeticException if a term does not fit a long
     */
    public static Rational of(final BigDecimal dividend, final BigDecimal divisor) {
        final int scale = Math.max(0, Math.max(dividend.scale(), divisor.scale()));
        final BigInteger top = dividend.setScale(scale).unscaledValue();
        final BigInteger bottom = divisor.setScale(scale).unscaledValue();
        final BigInteger common = top.gcd(bottom).max(BigInteger.ONE);
        return new Rational(
                top.divide(common).longValueExact(), bottom.divide(common).longValueExact());
    }
}
