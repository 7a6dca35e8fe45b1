package io.ratinggrid.rating.catalog.source;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.quantity.Measure;

/** Reads a charge's accumulator; charges that name the same one must mean the same. */
final class AccumulatorReader {
    private static final Map<String, Metric> METRICS =
            Arrays.stream(Metric.values()).collect(Collectors.toMap(Words::of, metric -> metric));

    private final Scope scope;

    AccumulatorReader(final Scope scope) {
        this.scope = scope;
    }

    Optional<AccumulatorModel> read(final YamlValue value, final Measure measure) {
        final int before = scope.problems.errors();
        final AccumulatorModel model = value.isText()
                ? new AccumulatorModel(name(value), Metric.SUM, false, false, "")
                : model(new YamlMap(value, "'accumulator'", scope.problems));
        if (scope.problems.errors() > before) {
            return Optional.empty();
        }
        checkShared(model, measure, value.position());
        return Optional.of(model);
    }

    private AccumulatorModel model(final YamlMap map) {
        final String name = map.require("name", "data-month").map(this::name).orElse("");
        final Metric metric = map.take("metric")
                .flatMap(value -> scope.values.word(value, METRICS))
                .orElse(Metric.SUM);
        final boolean countIncluded =
                map.take("count-included").map(scope.values::flag).orElse(false);
        final boolean pooled = map.take("pooled").map(scope.values::flag).orElse(false);
        final Optional<YamlValue> unique = map.take("unique-by");
        map.close();
        if (metric == Metric.UNIQUE && unique.isEmpty()) {
            map.require("unique-by", "user");
        }
        if (metric != Metric.UNIQUE && unique.isPresent()) {
            scope.problems.error(unique.get(), "'unique-by' is for the metric 'unique'", "metric: unique");
        }
        return new AccumulatorModel(
                name, metric, countIncluded, pooled, unique.map(this::name).orElse(""));
    }

    private String name(final YamlValue value) {
        final String name = scope.values.text(value);
        scope.symbol(name, value.position());
        return name;
    }

    private void checkShared(final AccumulatorModel model, final Measure measure, final Position at) {
        final Scope.SharedAccumulator first =
                scope.accumulators.putIfAbsent(model.name(), new Scope.SharedAccumulator(model, measure, at));
        if (first == null) {
            return;
        }
        if (!first.model().equals(model)) {
            scope.problems.error(
                    at,
                    "accumulator '" + model.name() + "' differs from its first use at " + first.at(),
                    "the same metric, count-included, pooled and unique-by, or another name");
        } else if (!first.measure().sameAs(measure)
                && model.metric() != Metric.COUNT
                && model.metric() != Metric.UNIQUE) {
            scope.problems.error(
                    at,
                    "accumulator '" + model.name() + "' counts "
                            + first.measure().counts() + " at " + first.at() + " but " + measure.counts() + " here",
                    "another name");
        }
    }
}
