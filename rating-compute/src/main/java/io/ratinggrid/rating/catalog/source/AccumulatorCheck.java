package io.ratinggrid.rating.catalog.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.quantity.Measure;

/** Checks that what an accumulator counts is what its charges price, and that charges that share one count alike. */
final class AccumulatorCheck {
    private final Scope scope;
    private final Map<String, Use> firstUses = new HashMap<>();

    AccumulatorCheck(final Scope scope) {
        this.scope = scope;
    }

    /** How a charge uses an accumulator. */
    private record Use(AccumulatorModel model, QuantitySource source, Optional<Measure> measure, Position at) {}

    /** @param source what all prices of the charge count */
    void check(final ChargeModel charge, final QuantitySource source) {
        charge.accumulator().ifPresent(accumulator -> {
            final Position at = scope.whereWritten(accumulator);
            if (mayStandOn(charge, accumulator, source, at)) {
                final Optional<Measure> measure = source == QuantitySource.USAGE ? measureOf(charge) : Optional.empty();
                final Use use = new Use(accumulator, source, measure, at);
                Optional.ofNullable(firstUses.putIfAbsent(accumulator.name(), use))
                        .ifPresent(first -> checkShared(first, use));
            }
        });
    }

    private boolean mayStandOn(
            final ChargeModel charge,
            final AccumulatorModel accumulator,
            final QuantitySource source,
            final Position at) {
        final boolean sum = accumulator.metric() == Metric.SUM;
        for (final PricingModel pricing : charge.pricing().values()) {
            final boolean carried = pricing instanceof PricingModel.Carried;
            if (carried || !sum && pricing instanceof PricingModel.Deck) {
                scope.problems.error(
                        at,
                        (carried ? "a price that the event carries" : "the price of a deck")
                                + " does not depend on what was used before",
                        carried ? "no accumulator" : "no accumulator, or metric: sum");
                return false;
            }
        }
        final QuantitySource counted = counted(accumulator.metric(), source);
        if (source != counted) {
            scope.problems.error(
                    at,
                    "metric '" + Words.of(accumulator.metric()) + "' counts " + Words.of(counted)
                            + " but the price is for " + Words.of(source),
                    "metric: sum, or a price for " + Words.of(counted));
        }
        return source == counted;
    }

    static QuantitySource counted(final Metric metric, final QuantitySource priced) {
        return switch (metric) {
            case SUM -> priced;
            case COUNT, UNIQUE -> QuantitySource.EVENTS;
            case MAXIMUM, LATEST, TIME_WEIGHTED -> QuantitySource.USAGE;
        };
    }

    private void checkShared(final Use first, final Use use) {
        final String name = use.model.name();
        if (!first.model.equals(use.model)) {
            scope.problems.error(
                    use.at,
                    "accumulator '" + name + "' differs from its first use at " + first.at,
                    "the same metric, count-included, pooled, unique-by and notify, or another name");
        } else if (first.source != use.source) {
            scope.problems.error(
                    use.at,
                    "accumulator '" + name + "' counts " + Words.of(first.source) + " at " + first.at + " but "
                            + Words.of(use.source) + " here",
                    "another name");
        } else if (use.measure.isPresent() && !first.measure.orElseThrow().sameAs(use.measure.get())) {
            scope.problems.error(
                    use.at,
                    "accumulator '" + name + "' counts " + first.measure.get().counts() + " at " + first.at + " but "
                            + use.measure.get().counts() + " here",
                    "another name");
        }
    }

    private Optional<Measure> measureOf(final ChargeModel charge) {
        return scope.services.models().stream()
                .filter(service -> service.name().equals(charge.service()))
                .map(Measure::of)
                .findFirst();
    }
}
