package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.Shape;
import io.ratinggrid.rating.catalog.model.TierModel;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;

/** Prices in words, as a catalog's author would say them. */
final class PricingTexts {
    private final Measure measure;
    private final Money money;

    /** @param measure of the service that is priced */
    PricingTexts(final Measure measure, final Money money) {
        this.measure = measure;
        this.money = money;
    }

    String of(final PricingModel pricing) {
        if (pricing instanceof PricingModel.Tiers tiers) {
            return tiers(tiers);
        }
        if (pricing instanceof PricingModel.Deck deck) {
            return "deck '" + deck.deck() + "'";
        }
        if (pricing instanceof PricingModel.Matrix matrix) {
            return matrix.rows().stream().map(this::row).collect(Collectors.joining(", "));
        }
        return ((PricingModel.Carried) pricing).timesQuantity()
                ? "carried by the event, for a unit"
                : "carried by the event";
    }

    /** An amount as a catalog writes it. */
    static String amount(final BigDecimal amount, final Money money) {
        final BigDecimal plain = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        return (plain.scale() < money.places() ? plain.setScale(money.places()) : plain).toPlainString();
    }

    static String when(final Map<String, String> when) {
        return new TreeMap<>(when)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(" and "));
    }

    private String row(final PricingModel.Row row) {
        return (row.when().isEmpty() ? "always" : when(row.when()))
                + (row.weight() == 0 ? "" : " (weight " + row.weight() + ")") + ": " + tiers(row.tiers());
    }

    private String tiers(final PricingModel.Tiers table) {
        final TierModel only = table.tiers().get(0);
        if (table.tiers().size() == 1 && only.upTo().isEmpty() && only.flat().signum() == 0) {
            return single(table, only.price());
        }
        final List<String> tiers = new ArrayList<>();
        for (final TierModel tier : table.tiers()) {
            final String reach =
                    tier.upTo().map(bound -> "up to " + bound(table, bound)).orElse("beyond");
            tiers.add(reach + " " + tier(table, tier));
        }
        return Words.of(table.shape()) + " " + String.join(", ", tiers);
    }

    private String single(final PricingModel.Tiers table, final PriceModel price) {
        return switch (table.shape()) {
            case PACKAGE_UP -> "each started " + price(table, price);
            case PACKAGE_DOWN -> "each complete " + price(table, price);
            default -> price(table, price);
        };
    }

    private String tier(final PricingModel.Tiers table, final TierModel tier) {
        if (table.shape() == Shape.STAIR_STEP) {
            return amount(tier.flat(), money);
        }
        return price(table, tier.price()) + (tier.flat().signum() == 0 ? "" : " plus " + amount(tier.flat(), money));
    }

    private String price(final PricingModel.Tiers table, final PriceModel price) {
        return switch (table.source()) {
            case USAGE -> price(price, measure, money);
            case EVENTS -> price(price, Measure.EVENTS, money);
            case AMOUNT -> price.amount().stripTrailingZeros().toPlainString() + " %";
        };
    }

    static String price(final PriceModel price, final Measure measure, final Money money) {
        if (price.amount().signum() == 0) {
            return "free";
        }
        return amount(price.amount(), money) + " / " + Quantities.formatPer(price.per(), measure);
    }

    private String bound(final PricingModel.Tiers table, final BigDecimal bound) {
        return switch (table.source()) {
            case USAGE -> Quantities.format(bound, measure);
            case EVENTS -> Quantities.format(bound, Measure.EVENTS);
            case AMOUNT -> amount(bound.scaleByPowerOfTen(-money.scale()), money);
        };
    }
}
