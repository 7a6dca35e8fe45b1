package io.ratinggrid.rating.catalog.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.OverageModel;
import io.ratinggrid.rating.catalog.model.OverageModel.Policy;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;
import io.ratinggrid.rating.quantity.QuantityFormatException;

/** Reads what happens to usage that no bucket covers. */
final class OverageReader {
    private static final Map<String, Policy> WORDS =
            Map.of("bill-later", Policy.BILL_LATER, "charge-now", Policy.CHARGE_NOW, "block", Policy.BLOCK);

    private final Scope scope;
    private final ServiceModel service;

    OverageReader(final Scope scope, final ServiceModel service) {
        this.scope = scope;
        this.service = service;
    }

    OverageModel read(final YamlValue value) {
        if (value.isText()) {
            return new OverageModel(scope.values.word(value, WORDS).orElse(Policy.BILL_LATER), 0);
        }
        final YamlMap map = new YamlMap(value, "'overage'", scope.problems);
        final Optional<YamlValue> limit = map.require("overdraw", "100 GB");
        map.close();
        return new OverageModel(Policy.OVERDRAW, limit.map(this::limit).orElse(0L));
    }

    /** The limit is counted like the buckets that the service can draw from. */
    private long limit(final YamlValue value) {
        final String text = scope.values.text(value);
        final List<Measure> measures = scope.buckets.models().stream()
                .filter(bucket -> !bucket.money() && bucket.drawdown().containsKey(service.name()))
                .map(Measure::of)
                .distinct()
                .toList();
        if (measures.isEmpty()) {
            if (scope.buckets.allWhole()) {
                scope.problems.error(
                        value,
                        "there is no bucket of units that '" + service.name() + "' draws from",
                        "money is overdrawn by the account's credit limit");
            }
            return 0;
        }
        return scope.values.positive(value, fitting(text, measures));
    }

    private static Measure fitting(final String text, final List<Measure> measures) {
        return measures.stream()
                .filter(measure -> fits(text, measure))
                .findFirst()
                .orElse(measures.get(0));
    }

    private static boolean fits(final String text, final Measure measure) {
        try {
            Quantities.parse(text, measure);
            return true;
        } catch (final QuantityFormatException e) {
            return false;
        }
    }
}
