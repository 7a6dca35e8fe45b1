package io.ratinggrid.rating.catalog.source;

import java.util.List;
import java.util.Map;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.TierModel;

/**
 * Checks a charge for a time-weighted level. It is charged for the time that it holds, into the next cycle without an event:
 * nothing in its charge may depend on an event or its session.
 */
final class LevelCheck {
    private static final List<String> OF_EVENTS = List.of(
            "when",
            "bands",
            "increments",
            "free",
            "connect-fee",
            "minimum",
            "maximum",
            "discount",
            "rounding",
            "flat-at-zero");

    private final Scope scope;

    LevelCheck(final Scope scope) {
        this.scope = scope;
    }

    void check(final YamlMap charge, final AccumulatorModel accumulator, final Map<String, PricingModel> pricing) {
        charge.present(OF_EVENTS)
                .forEach(entry -> scope.problems.error(
                        entry.key(),
                        "'" + entry.name() + "' is of events and their sessions, and a level goes on without them",
                        "leave it out"));
        if (accumulator.countIncluded()) {
            scope.problems.error(scope.whereWritten(accumulator), "no bucket pays for a level", "no 'count-included'");
        }
        final PricingModel price = pricing.get("");
        if (price instanceof PricingModel.Matrix matrix) {
            scope.problems.error(
                    scope.whereWritten(matrix),
                    "a level goes on into the next cycle without an event that a row could match",
                    "one table of prices");
        } else if (price instanceof PricingModel.Tiers tiers) {
            checkLast(tiers.tiers().get(tiers.tiers().size() - 1));
        }
    }

    private void checkLast(final TierModel last) {
        if (last.upTo().isPresent()) {
            scope.problems.error(
                    scope.whereWritten(last), "a level that goes on must have a price", "a last tier without 'up-to'");
        }
    }
}
