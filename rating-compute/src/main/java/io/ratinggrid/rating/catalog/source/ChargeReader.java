package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.BandCalendarModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.IncrementModel;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.OverageModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.catalog.model.Rounding;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.quantity.Measure;

/** Reads one charge of a tariff. */
final class ChargeReader {
    private static final Map<String, RoundingMode> MODES = Map.of(
            "half-up", RoundingMode.HALF_UP,
            "half-even", RoundingMode.HALF_EVEN,
            "up", RoundingMode.UP,
            "down", RoundingMode.DOWN);

    private final Scope scope;
    private final String name;
    private final YamlMap map;

    ChargeReader(final Scope scope, final YamlValue.Entry entry) {
        this.scope = scope;
        name = entry.name();
        map = new YamlMap(entry.value(), "charge '" + name + "'", scope.problems);
    }

    /** The charge, empty when something in it is wrong. */
    Optional<ChargeModel> read() {
        final int before = scope.problems.errors();
        final Optional<YamlValue> service = map.require("service", "voice");
        final Optional<ServiceModel> known = service.flatMap(scope.services::find);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        final ChargeModel charge = charge(known.get());
        map.close();
        return scope.problems.errors() == before
                ? Optional.of(scope.written(charge, map.position()))
                : Optional.empty();
    }

    private ChargeModel charge(final ServiceModel service) {
        final Measure measure = Measure.of(service);
        final Optional<BandCalendarModel> calendar = map.take("bands").flatMap(scope.bandCalendars::find);
        final AccumulatorReader accumulators = new AccumulatorReader(scope);
        final Optional<AccumulatorModel> counted = map.take("accumulator").flatMap(accumulators::read);
        final PricingReader prices = new PricingReader(scope, measure, counted, calendar);
        final Map<String, PricingModel> pricing = prices.read(map);
        final Optional<AccumulatorModel> accumulator =
                counted.map(model -> accumulators.withNotices(model, source(pricing), measure));
        checkBands(pricing);
        accumulator.filter(model -> model.metric() == Metric.TIME_WEIGHTED).ifPresent(model -> new LevelCheck(scope)
                .check(map, model, pricing));
        map.take("beyond-last");
        final Optional<BigDecimal> minimum = map.take("minimum").map(scope.values::amount);
        final Maximum maximum = maximum();
        checkMinimum(minimum, maximum.amount);
        final Discount discount = discount();
        return new ChargeModel(
                name,
                map.take("line").map(this::line).orElse(name),
                service.name(),
                new WhenReader(scope).read(map.take("when")),
                map.take("weight").map(WhenReader.weight(scope)).orElse(0),
                map.take("bands").map(YamlValue::text),
                cutAtBand(),
                splitAt("at-period-boundary", accumulator),
                splitAt("at-version-boundary", accumulator),
                map.take("increments")
                        .map(value -> new IncrementReader(scope, measure).read(value))
                        .orElse(List.of(new IncrementModel(Long.MAX_VALUE, 1))),
                map.take("free")
                        .map(value -> scope.values.quantity(value, measure))
                        .orElse(0L),
                connectFee(prices.plus()),
                minimum,
                maximum.amount,
                maximum.cut,
                pricing,
                accumulator,
                discount.percent,
                discount.amount,
                map.take("rounding").map(this::rounding).orElse(Rounding.PER_LINE),
                map.take("overage")
                        .map(value -> new OverageReader(scope, service).read(value))
                        .orElse(OverageModel.BILL_LATER),
                map.take("flat-at-zero").map(scope.values::flag).orElse(true));
    }

    /** What its first price counts. */
    private static QuantitySource source(final Map<String, PricingModel> pricing) {
        return pricing.values().stream()
                .findFirst()
                .map(first -> first instanceof PricingModel.Tiers tiers
                        ? tiers.source()
                        : first instanceof PricingModel.Matrix matrix
                                ? matrix.rows().get(0).tiers().source()
                                : QuantitySource.USAGE)
                .orElse(QuantitySource.USAGE);
    }

    private String line(final YamlValue value) {
        final String line = scope.values.text(value);
        scope.symbol(line, value.position());
        return line;
    }

    private void checkBands(final Map<String, PricingModel> pricing) {
        if (map.has("bands") || pricing.isEmpty() || pricing.containsKey("")) {
            return;
        }
        scope.problems.error(
                map.take("by-band").or(() -> map.take("price")).orElse(map.value()),
                "prices by band need a band calendar",
                "bands: " + scope.bandCalendars.names().stream().findFirst().orElse("day-night"));
    }

    private boolean cutAtBand() {
        final Optional<YamlValue> value = map.take("at-band-boundary");
        if (value.isPresent() && !map.has("bands")) {
            scope.problems.error(value.get(), "there is no band boundary without 'bands'", "leave it out");
        }
        return value.flatMap(text -> scope.values.word(text, Map.of("keep", false, "cut", true)))
                .orElse(false);
    }

    private boolean splitAt(final String boundary, final Optional<AccumulatorModel> accumulator) {
        final Optional<YamlValue> value = map.take(boundary);
        final boolean split = value.flatMap(text -> scope.values.word(text, Map.of("whole", false, "split", true)))
                .orElse(false);
        final Metric metric = accumulator.map(AccumulatorModel::metric).orElse(Metric.SUM);
        if (split && metric != Metric.SUM) {
            scope.problems.error(
                    value.orElseThrow(),
                    "metric '" + Words.of(metric) + "' looks at whole events",
                    "leave it out, or metric: sum");
        }
        return split;
    }

    private BigDecimal connectFee(final Optional<YamlValue> plus) {
        final Optional<YamlValue> own = map.take("connect-fee");
        if (own.isPresent() && plus.isPresent()) {
            scope.problems.error(
                    own.get(), "'connect-fee' and the 'plus' of the percentage are the same thing", "keep one");
        }
        return own.or(() -> plus).map(scope.values::amount).orElse(BigDecimal.ZERO);
    }

    private void checkMinimum(final Optional<BigDecimal> minimum, final Optional<BigDecimal> maximum) {
        if (minimum.isPresent() && maximum.isPresent() && minimum.get().compareTo(maximum.get()) > 0) {
            scope.problems.error(
                    map.take("minimum").orElseThrow(),
                    "minimum " + minimum.get().toPlainString() + " is above maximum "
                            + maximum.get().toPlainString(),
                    "a minimum not above the maximum");
        }
    }

    private Maximum maximum() {
        final Optional<YamlValue> value = map.take("maximum");
        if (value.isEmpty() || value.get().isText()) {
            return new Maximum(value.map(scope.values::amount), false);
        }
        final YamlMap limits = new YamlMap(value.get(), "'maximum'", scope.problems);
        final Optional<BigDecimal> amount = limits.require("amount", "5.00").map(scope.values::amount);
        final boolean cut = limits.take("then")
                .flatMap(text -> scope.values.word(text, Map.of("free", false, "cut", true)))
                .orElse(false);
        limits.close();
        return new Maximum(amount, cut);
    }

    private Discount discount() {
        final Optional<YamlMap> off =
                map.take("discount").map(value -> new YamlMap(value, "'discount'", scope.problems));
        final BigDecimal percent = off.flatMap(value -> value.take("percent"))
                .map(scope.values::percent)
                .orElse(BigDecimal.ZERO);
        final BigDecimal amount = off.flatMap(value -> value.take("amount"))
                .map(scope.values::amount)
                .orElse(BigDecimal.ZERO);
        off.ifPresent(YamlMap::close);
        return new Discount(percent, amount);
    }

    private Rounding rounding(final YamlValue value) {
        final YamlMap how = new YamlMap(value, "'rounding'", scope.problems);
        final boolean perEvent = how.take("per")
                .flatMap(text -> scope.values.word(text, Map.of("line", false, "event", true)))
                .orElse(false);
        final Optional<YamlValue> places = how.take("places");
        final RoundingMode mode =
                how.take("mode").flatMap(text -> scope.values.word(text, MODES)).orElse(RoundingMode.HALF_UP);
        how.close();
        if (!perEvent) {
            places.ifPresent(text -> scope.problems.error(
                    text,
                    "a line is rounded to the places of " + scope.money.code(),
                    "leave 'places' out, or per: event"));
            return new Rounding(Optional.empty(), mode);
        }
        return new Rounding(
                Optional.of(places.map(text -> scope.values.integer(text, 0, scope.money.scale()))
                        .orElse(scope.money.places())),
                mode);
    }

    private record Maximum(Optional<BigDecimal> amount, boolean cut) {}

    private record Discount(BigDecimal percent, BigDecimal amount) {}
}
