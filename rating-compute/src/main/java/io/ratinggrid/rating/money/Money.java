package io.ratinggrid.rating.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * A currency and how its amounts are held: {@code long}s counting units of 10<sup>-{@link #scale()}</sup>. The scale is
 * the currency's own places plus {@value #GUARD_PLACES}, fixed for ever, so EUR counts millionths (range 9.2 billion
 * thousand), JPY ten-thousandths, KWD ten-millionths.
 *
 * @param code   ISO 4217
 * @param places decimals of a document amount
 * @param scale  decimals of an amount inside
 */
public record Money(String code, int places, int scale) {
    /** Decimals held beyond the currency's own, so that prepaid money can pay a part of a cent. */
    public static final int GUARD_PLACES = 4;

    /**
     * The currency of an ISO 4217 code.
     *
     * @throws IllegalArgumentException for a code that is none, or has no minor unit (XAU)
     */
    public static Money of(final String code) {
        final int places = Currency.getInstance(code).getDefaultFractionDigits();
        if (places < 0) {
            throw new IllegalArgumentException("currency=" + code + " has no minor unit");
        }
        return new Money(code, places, places + GUARD_PLACES);
    }

    /**
     * The scaled amount of a decimal.
     *
     * @throws ArithmeticException if it has more decimals than the scale, or is out of range
     */
    public long scaled(final BigDecimal amount) {
        return amount.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
    }

    /** True if {@code unscaled * 10^-decimals} has no more decimals than the scale. */
    public boolean holds(final long unscaled, final int decimals) {
        long rest = unscaled;
        int left = decimals;
        while (left > scale && rest % 10 == 0 && rest != 0) {
            rest /= 10;
            left--;
        }
        return left <= scale || rest == 0;
    }

    /** The decimal of a scaled amount, with at least the currency's places. */
    public BigDecimal decimal(final long scaled) {
        final BigDecimal value = BigDecimal.valueOf(scaled, scale).stripTrailingZeros();
        return value.scale() < places ? value.setScale(places, RoundingMode.UNNECESSARY) : value;
    }

    /** Scaled units in one unit of the last document place: 10,000 with four guard places. */
    public long scaledPerMinor() {
        return power10(scale - places);
    }

    /** 10 to the power of {@code exponent}, 0 to 18. */
    public static long power10(final int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power = Math.multiplyExact(power, 10L);
        }
        return power;
    }
}
