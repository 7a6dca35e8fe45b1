package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.Shape;
import io.ratinggrid.rating.catalog.model.TierModel;
import io.ratinggrid.rating.quantity.Quantities;

/** Reads a list of tiers and checks that they follow each other. */
final class TierReader {
    private final Scope scope;
    private final Counted counted;
    private final Shape shape;

    TierReader(final Scope scope, final Counted counted, final Shape shape) {
        this.scope = scope;
        this.counted = counted;
        this.shape = shape;
    }

    PricingModel.Tiers read(final YamlValue list, final Optional<YamlValue> beyondLast) {
        final List<TierModel> tiers = new ArrayList<>();
        BigDecimal reached = BigDecimal.ZERO;
        boolean open = false;
        for (final YamlValue item : list.items()) {
            if (open) {
                scope.problems.error(
                        item, "this tier is never reached: the one before it has no 'up-to'", "up-to: ...");
            }
            final TierModel tier = tier(item, reached);
            open = tier.upTo().isEmpty();
            reached = tier.upTo().orElse(reached).max(reached);
            tiers.add(tier);
        }
        if (tiers.isEmpty()) {
            scope.problems.error(
                    list,
                    "a list of tiers is expected, not " + list.kind(),
                    "[{up-to: ..., price: ...}, {price: ...}]");
        }
        checkBeyondLast(beyondLast, open);
        return scope.written(new PricingModel.Tiers(shape, counted.source(), List.copyOf(tiers)), list.position());
    }

    private TierModel tier(final YamlValue item, final BigDecimal reached) {
        final YamlMap map = new YamlMap(item, "a tier", scope.problems);
        map.take("from").ifPresent(value -> checkFrom(value, reached));
        final Optional<BigDecimal> upTo = map.take("up-to").map(value -> upTo(value, reached));
        final PriceModel price = price(map);
        final Optional<BigDecimal> flat =
                map.take(shape == Shape.STAIR_STEP ? "amount" : "flat").map(scope.values::amount);
        if (shape == Shape.STAIR_STEP && flat.isEmpty()) {
            map.require("amount", "5.00");
        }
        map.close();
        return scope.written(new TierModel(upTo, price, flat.orElse(BigDecimal.ZERO)), item.position());
    }

    private PriceModel price(final YamlMap map) {
        final PriceModel none = new PriceModel(BigDecimal.ZERO, BigDecimal.ONE);
        if (shape == Shape.STAIR_STEP) {
            return none;
        }
        if (counted.isMoney()) {
            return map.require("percent", "2.5")
                    .map(value -> counted.percent(scope.values.percent(value)))
                    .orElse(none);
        }
        if (!map.has("price") && !map.has("flat")) {
            map.require("price", "0.05 / " + counted.measure().unit());
        }
        return map.take("price")
                .map(value -> scope.values.price(value, counted.measure()))
                .orElse(none);
    }

    private BigDecimal upTo(final YamlValue value, final BigDecimal reached) {
        final int before = scope.problems.errors();
        final BigDecimal upTo = bound(value);
        if (scope.problems.errors() == before && upTo.compareTo(reached) <= 0) {
            scope.problems.error(
                    value,
                    reached.signum() == 0
                            ? "the first tier ends at '" + value.text() + "'"
                            : "the tier ends at '" + value.text() + "' but the one before it at " + text(reached),
                    "each tier ends above the one before");
        }
        return upTo;
    }

    private void checkFrom(final YamlValue value, final BigDecimal reached) {
        final int before = scope.problems.errors();
        final int order = bound(value).compareTo(reached);
        if (order != 0 && scope.problems.errors() == before) {
            scope.problems.error(
                    value,
                    (order > 0 ? "gap" : "overlap") + " between tiers: the tier starts at '" + value.text()
                            + "' but the one before it ends at " + text(reached),
                    "from: " + text(reached) + ", or leave 'from' out");
        }
    }

    private BigDecimal bound(final YamlValue value) {
        return counted.isMoney()
                ? scope.values
                        .amount(value)
                        .scaleByPowerOfTen(scope.money.scale())
                        .setScale(0, RoundingMode.DOWN)
                : BigDecimal.valueOf(scope.values.quantity(value, counted.measure()));
    }

    private String text(final BigDecimal bound) {
        return counted.isMoney()
                ? scope.money.decimal(bound.longValueExact()).toPlainString()
                : Quantities.format(bound, counted.measure());
    }

    private void checkBeyondLast(final Optional<YamlValue> beyondLast, final boolean open) {
        beyondLast.ifPresent(value -> {
            final boolean refuse = scope.values
                    .word(value, Map.of("refuse", true, "open", false))
                    .orElse(!open);
            if (refuse && open) {
                scope.problems.error(
                        value, "nothing is beyond the last tier, which has no 'up-to'", "beyond-last: open");
            } else if (!refuse && !open) {
                scope.problems.error(
                        value, "usage beyond the last tier has no price", "add a last tier without 'up-to'");
            }
        });
    }
}
