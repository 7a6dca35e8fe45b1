package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.money.Money;

/** Which amounts and prices the engine can hold: {@code long}s of a fixed scale, quotients of two of them. */
final class AmountRange {
    /** Decimals of a price, which is a quotient and so may be finer than an amount. */
    static final int MOST_PRICE_DECIMALS = 9;

    private static final int LONG_DIGITS = 18;

    private final Money money;
    private final BigDecimal largest;

    AmountRange(final Money money) {
        this.money = money;
        largest = BigDecimal.ONE.scaleByPowerOfTen(LONG_DIGITS - money.scale());
    }

    /** What is wrong with an amount, and what would be right. */
    Optional<Misfit> of(final BigDecimal amount) {
        if (decimals(amount) > money.scale()) {
            return Optional.of(new Misfit(
                    "has more than " + money.scale() + " decimals",
                    "at most " + money.scale() + " for " + money.code()));
        }
        return size(amount);
    }

    /** What is wrong with the amount of a price, and what would be right. */
    Optional<Misfit> ofPrice(final BigDecimal amount) {
        if (decimals(amount) > MOST_PRICE_DECIMALS) {
            return Optional.of(new Misfit(
                    "has more than " + MOST_PRICE_DECIMALS + " decimals",
                    "set the price for a larger quantity, for example 0.10 / GB"));
        }
        return size(amount);
    }

    /** What is wrong with the quotient of a price, and what would be right. */
    Optional<Misfit> of(final PriceModel price) {
        final int scale = Math.max(0, Math.max(decimals(price.amount()) - money.scale(), decimals(price.per())));
        final BigInteger top =
                price.amount().scaleByPowerOfTen(money.scale() + scale).toBigInteger();
        final BigInteger bottom = price.per().scaleByPowerOfTen(scale).toBigInteger();
        final BigInteger common = top.gcd(bottom);
        return Math.max(top.divide(common).bitLength(), bottom.divide(common).bitLength()) < Long.SIZE
                ? Optional.empty()
                : Optional.of(new Misfit("is out of range", "fewer decimals, or a smaller amount or quantity"));
    }

    private Optional<Misfit> size(final BigDecimal amount) {
        return amount.abs().compareTo(largest) <= 0
                ? Optional.empty()
                : Optional.of(new Misfit("is too large", "at most " + largest.toPlainString() + " " + money.code()));
    }

    private static int decimals(final BigDecimal value) {
        return value.signum() == 0 ? 0 : Math.max(0, value.stripTrailingZeros().scale());
    }

    record Misfit(String wrong, String wouldBeRight) {}
}
