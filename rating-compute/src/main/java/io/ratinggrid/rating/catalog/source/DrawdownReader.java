package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.quantity.Measure;

/** Reads which services can draw from a bucket, and how much a unit of usage draws. */
final class DrawdownReader {
    private static final int MOST_DECIMALS = 9;

    private final Scope scope;

    DrawdownReader(final Scope scope) {
        this.scope = scope;
    }

    /** The services that money can pay: all, or those of a list. */
    Map<String, BigDecimal> ofMoney(final YamlMap map) {
        final Map<String, BigDecimal> drawdown = new LinkedHashMap<>();
        final Optional<YamlValue> services = map.take("services");
        if (services.isEmpty()) {
            scope.services.names().forEach(service -> drawdown.put(service, BigDecimal.ONE));
        } else if (services.get().isMap()) {
            scope.problems.error(services.get(), "money pays the price and has no drawdown", "services: [voice, sms]");
        } else {
            addServices(services.get(), drawdown);
        }
        return drawdown;
    }

    /** The services that can draw units, each with its rate. */
    Map<String, BigDecimal> ofUnits(final YamlMap map, final Measure measure) {
        final Map<String, BigDecimal> drawdown = new LinkedHashMap<>();
        final Optional<YamlValue> services = map.require("services", "{voice: 1}");
        if (services.isEmpty()) {
            return drawdown;
        }
        if (services.get().isMap()) {
            final YamlMap rates = new YamlMap(services.get(), "'services'", scope.problems);
            rates.entries().forEach(rate -> addRate(rate, measure, drawdown));
        } else {
            addServices(services.get(), drawdown);
            for (final YamlValue reference : scope.values.list(services.get())) {
                checkSameMeasure(reference, measure);
            }
        }
        if (drawdown.isEmpty()) {
            scope.problems.error(services.get(), "no service can draw from the bucket", "services: {voice: 1}");
        }
        return drawdown;
    }

    private void addServices(final YamlValue list, final Map<String, BigDecimal> drawdown) {
        for (final YamlValue reference : scope.values.list(list)) {
            scope.services.find(reference);
            if (drawdown.put(reference.text(), BigDecimal.ONE) != null) {
                scope.problems.error(reference, "service " + reference.kind() + " is written twice", "remove one");
            }
        }
    }

    private void addRate(final YamlValue.Entry rate, final Measure measure, final Map<String, BigDecimal> drawdown) {
        final Optional<ServiceModel> service = scope.services.find(rate.key());
        drawdown.put(
                rate.name(),
                service.flatMap(model -> drawdown(rate, measure, Measure.of(model)))
                        .orElse(BigDecimal.ONE));
    }

    /** Bucket base units for one base unit of usage. */
    private Optional<BigDecimal> drawdown(final YamlValue.Entry rate, final Measure bucket, final Measure usage) {
        final String text = scope.values.text(rate.value());
        final int slash = text.indexOf('/');
        if (slash < 0) {
            checkSameMeasure(rate, bucket, usage);
            return scope.values.positiveDecimal(rate.value(), text);
        }
        final BigDecimal per = scope.values.per(rate.value(), text.substring(slash + 1), usage);
        return scope.values
                .positiveDecimal(rate.value(), text.substring(0, slash).strip())
                .map(number -> perBaseUnit(rate, number.multiply(bucket.unitSize()), per));
    }

    private BigDecimal perBaseUnit(final YamlValue.Entry rate, final BigDecimal units, final BigDecimal per) {
        final BigDecimal exact = units.divide(per, MOST_DECIMALS, RoundingMode.DOWN);
        if (exact.multiply(per).compareTo(units) != 0) {
            scope.problems.error(
                    rate.value(),
                    "drawdown '" + rate.value().text() + "' is not exact in " + MOST_DECIMALS
                            + " decimals of the bucket's smallest unit",
                    "give the bucket up to " + ServiceReader.MOST_DECIMALS + " decimals, or draw by another quantity");
        }
        return exact.stripTrailingZeros();
    }

    private void checkSameMeasure(final YamlValue.Entry rate, final Measure bucket, final Measure usage) {
        if (!bucket.unit().isEmpty() && !bucket.sameAs(usage)) {
            scope.problems.error(
                    rate.value(),
                    "the bucket holds " + bucket.counts() + " but '" + rate.name() + "' is counted in "
                            + usage.counts(),
                    "say for how much, for example " + rate.value().text() + " / " + usage.unit());
        }
    }

    private void checkSameMeasure(final YamlValue reference, final Measure bucket) {
        if (bucket.unit().isEmpty() || !scope.services.has(reference.text())) {
            return;
        }
        scope.services
                .find(reference)
                .map(Measure::of)
                .filter(usage -> !bucket.sameAs(usage))
                .ifPresent(usage -> scope.problems.error(
                        reference,
                        "the bucket holds " + bucket.counts() + " but '" + reference.text() + "' is counted in "
                                + usage.counts(),
                        "say for how much, for example {" + reference.text() + ": 1 / " + usage.unit() + "}"));
    }
}
