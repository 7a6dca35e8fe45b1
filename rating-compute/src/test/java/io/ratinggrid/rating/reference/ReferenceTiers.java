package io.ratinggrid.rating.reference;

import java.util.List;

import io.ratinggrid.rating.catalog.model.PricingModel.Tiers;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.catalog.model.TierModel;

/**
 * The f of f(after) - f(before): what a quantity costs by a table of tiers, in scaled units.
 *
 * @param unit scaled units in one of the currency
 */
record ReferenceTiers(Tiers table, Fraction unit) {

    boolean isBeyondLast(final Fraction quantity) {
        final TierModel last = table.tiers().get(table.tiers().size() - 1);
        return last.upTo().isPresent()
                && quantity.isAbove(Fraction.of(last.upTo().get()));
    }

    /** True if one unit beyond a tier costs less than the tier in all. */
    boolean falls() {
        return table.tiers().stream()
                .limit(table.tiers().size() - 1)
                .map(tier -> Fraction.of(tier.upTo().orElseThrow()))
                .anyMatch(bound -> price(bound.plus(Fraction.ONE)).isBelow(price(bound)));
    }

    Fraction price(final Fraction quantity) {
        if (quantity.signum() == 0) {
            return Fraction.ZERO;
        }
        final TierModel falls = table.tiers().stream()
                .filter(tier -> tier.upTo().isEmpty()
                        || !quantity.isAbove(Fraction.of(tier.upTo().get())))
                .findFirst()
                .orElseThrow();
        return switch (table.shape()) {
            case GRADUATED -> graduated(quantity);
            case VOLUME -> perUnit(falls).times(quantity).plus(flat(falls));
            case STAIR_STEP -> flat(falls);
            case PACKAGE_UP -> perBlock(falls).times(blocks(falls, quantity).ceiling());
            case PACKAGE_DOWN -> perBlock(falls).times(blocks(falls, quantity).floor());
        };
    }

    private Fraction graduated(final Fraction quantity) {
        Fraction price = Fraction.ZERO;
        Fraction lower = Fraction.ZERO;
        for (final TierModel tier : table.tiers()) {
            final Fraction upper =
                    tier.upTo().map(bound -> Fraction.of(bound).min(quantity)).orElse(quantity);
            if (upper.isAbove(lower)) {
                price = price.plus(upper.minus(lower).times(perUnit(tier))).plus(flat(tier));
            }
            lower = upper;
        }
        return price;
    }

    /** Scaled units for one unit; a share of an amount of money is the same share of its scaled units. */
    private Fraction perUnit(final TierModel tier) {
        final Fraction price =
                Fraction.of(tier.price().amount()).over(Fraction.of(tier.price().per()));
        return table.source() == QuantitySource.AMOUNT ? price : price.times(unit);
    }

    private Fraction flat(final TierModel tier) {
        return Fraction.of(tier.flat()).times(unit);
    }

    private Fraction perBlock(final TierModel tier) {
        return Fraction.of(tier.price().amount()).times(unit);
    }

    private static Fraction blocks(final TierModel tier, final Fraction quantity) {
        return quantity.over(Fraction.of(tier.price().per()));
    }

    /** What is due although nothing was used: the flat fee of the first tier. */
    Fraction atZero() {
        final List<TierModel> tiers = table.tiers();
        return flat(tiers.get(0));
    }
}
