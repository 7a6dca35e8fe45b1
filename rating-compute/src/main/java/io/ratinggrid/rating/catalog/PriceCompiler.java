package io.ratinggrid.rating.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.catalog.model.Shape;
import io.ratinggrid.rating.catalog.model.TierModel;
import io.ratinggrid.rating.money.Money;

/** Turns decimals of a catalog into scaled longs and quotients of its currency. */
final class PriceCompiler {
    private final Money money;

    PriceCompiler(final Money money) {
        this.money = money;
    }

    long amount(final BigDecimal amount) {
        return money.scaled(amount);
    }

    /** Scaled units of one unit of the last of {@code places} decimals. */
    long unitOf(final int places) {
        return Money.power10(money.scale() - places);
    }

    TierTable linear(final PriceModel price) {
        return table(new PricingModel.Tiers(
                Shape.GRADUATED,
                QuantitySource.USAGE,
                List.of(new TierModel(Optional.empty(), price, BigDecimal.ZERO))));
    }

    TierTable table(final PricingModel.Tiers model) {
        final int count = model.tiers().size();
        final long[] upTo = new long[count];
        final long[] price = new long[count];
        final long[] per = new long[count];
        final long[] flat = new long[count];
        for (int i = 0; i < count; i++) {
            final TierModel tier = model.tiers().get(i);
            upTo[i] = tier.upTo().map(BigDecimal::longValueExact).orElse(Long.MAX_VALUE);
            flat[i] = amount(tier.flat());
            final Rational quotient = quotient(model, tier.price());
            price[i] = quotient.numerator();
            per[i] = quotient.denominator();
        }
        return new TierTable(model.shape(), upTo, price, per, flat);
    }

    /** Blocks are never reduced: their size counts whole blocks. Shares of an amount are shares of its scaled units too. */
    private Rational quotient(final PricingModel.Tiers model, final PriceModel price) {
        if (model.shape() == Shape.PACKAGE_UP || model.shape() == Shape.PACKAGE_DOWN) {
            return new Rational(amount(price.amount()), price.per().longValueExact());
        }
        if (model.source() == QuantitySource.AMOUNT) {
            return Rational.of(price.amount(), price.per());
        }
        return Rational.of(price.amount().scaleByPowerOfTen(money.scale()), price.per());
    }
}
