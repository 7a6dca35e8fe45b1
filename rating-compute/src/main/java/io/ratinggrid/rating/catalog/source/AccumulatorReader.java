package io.ratinggrid.rating.catalog.source;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.quantity.Measure;

/** Reads a charge's accumulator. */
final class AccumulatorReader {
    private static final Map<String, Metric> METRICS =
            Arrays.stream(Metric.values()).collect(Collectors.toMap(Words::of, metric -> metric));

    private final Scope scope;
    private Optional<YamlValue> notices = Optional.empty();

    AccumulatorReader(final Scope scope) {
        this.scope = scope;
    }

    Optional<AccumulatorModel> read(final YamlValue value) {
        final int before = scope.problems.errors();
        final AccumulatorModel model = value.isText()
                ? new AccumulatorModel(name(value), Metric.SUM, false, false, "", List.of())
                : model(new YamlMap(value, "'accumulator'", scope.problems));
        return scope.problems.errors() == before
                ? Optional.of(scope.written(model, value.position()))
                : Optional.empty();
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
        notices = map.take("notify");
        map.close();
        if (metric == Metric.UNIQUE && unique.isEmpty()) {
            map.require("unique-by", "user");
        }
        if (metric != Metric.UNIQUE && unique.isPresent()) {
            scope.problems.error(unique.get(), "'unique-by' is for the metric 'unique'", "metric: unique");
        }
        return new AccumulatorModel(
                name, metric, countIncluded, pooled, unique.map(this::name).orElse(""), List.of());
    }

    /** What is told of it, if it counts what a price counts, or what its metric does. */
    AccumulatorModel withNotices(final AccumulatorModel model, final QuantitySource priced, final Measure measure) {
        return notices.map(value -> scope.written(
                        new AccumulatorModel(
                                model.name(),
                                model.metric(),
                                model.countIncluded(),
                                model.pooled(),
                                model.unique(),
                                NoticeReader.of(scope, AccumulatorCheck.counted(model.metric(), priced), measure)
                                        .ofTotal(value)),
                        scope.whereWritten(model)))
                .orElse(model);
    }

    private String name(final YamlValue value) {
        final String name = scope.values.text(value);
        scope.symbol(name, value.position());
        return name;
    }
}
