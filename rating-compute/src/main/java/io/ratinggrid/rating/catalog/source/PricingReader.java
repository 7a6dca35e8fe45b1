package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.BandCalendarModel;
import io.ratinggrid.rating.catalog.model.BandRuleModel;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.catalog.model.Shape;
import io.ratinggrid.rating.catalog.model.TierModel;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.text.DidYouMean;

/** Reads where the price of one charge comes from. */
final class PricingReader {
    private static final List<String> TABLES = List.of(
            "price", "graduated", "volume", "stair-step", "package", "flat", "percentage", "graduated-percentage");
    private static final List<String> OTHERS = List.of("carried", "deck", "matrix", "by-band");

    private final Scope scope;
    private final Measure measure;
    private final Optional<AccumulatorModel> accumulator;
    private final Optional<BandCalendarModel> calendar;
    private Optional<YamlValue> plus = Optional.empty();

    PricingReader(
            final Scope scope,
            final Measure measure,
            final Optional<AccumulatorModel> accumulator,
            final Optional<BandCalendarModel> calendar) {
        this.scope = scope;
        this.measure = measure;
        this.accumulator = accumulator;
        this.calendar = calendar;
    }

    /** Pricing by band of the charge in {@code map}; the key {@code ""} is every band. */
    Map<String, PricingModel> read(final YamlMap map) {
        final Optional<YamlValue.Entry> only = one(map, keys(TABLES, OTHERS));
        final Optional<YamlValue> price = map.take("price").filter(YamlValue::isMap);
        if (price.isPresent()) {
            return byBand(price.get(), value -> one(value));
        }
        final Optional<YamlValue> byBand = map.take("by-band");
        if (byBand.isPresent()) {
            return byBand(byBand.get(), this::nested);
        }
        return only.map(entry -> pricing(entry, map))
                .map(model -> Map.of("", model))
                .orElse(Map.of());
    }

    /** The fixed part of a percentage, which is the charge's connect fee. */
    Optional<YamlValue> plus() {
        return plus;
    }

    private static List<String> keys(final List<String> some, final List<String> more) {
        final List<String> keys = new ArrayList<>(some);
        keys.addAll(more);
        return keys;
    }

    /** The one way of pricing that is written; none and several are reported. */
    private Optional<YamlValue.Entry> one(final YamlMap map, final List<String> keys) {
        final List<YamlValue.Entry> present = map.present(keys);
        if (present.isEmpty() && map.value().isMap()) {
            scope.problems.error(map.position(), "there is no price", DidYouMean.oneOf(keys));
        }
        present.stream()
                .skip(1)
                .forEach(entry -> scope.problems.error(
                        entry.key(),
                        "'" + entry.name() + "' is a second price beside '"
                                + present.get(0).name() + "'",
                        "keep one"));
        return present.stream().findFirst().filter(entry -> map.take(entry.name())
                .isPresent());
    }

    private Map<String, PricingModel> byBand(
            final YamlValue value, final Function<YamlValue, Optional<PricingModel>> reader) {
        final YamlMap map = new YamlMap(value, "prices by band", scope.problems);
        final Map<String, PricingModel> pricing = new LinkedHashMap<>();
        map.entries()
                .forEach(entry -> reader.apply(entry.value()).ifPresent(model -> pricing.put(entry.name(), model)));
        calendar.ifPresent(bands -> checkBands(bands, map));
        return pricing;
    }

    private void checkBands(final BandCalendarModel bands, final YamlMap map) {
        final Set<String> known = new LinkedHashSet<>();
        bands.rules().stream().map(BandRuleModel::band).forEach(known::add);
        known.add(bands.fallback());
        final List<String> missing =
                known.stream().filter(band -> !map.has(band)).toList();
        for (final YamlValue.Entry entry : map.entries()) {
            if (!known.contains(entry.name())) {
                scope.problems.error(
                        entry.key(),
                        "band '" + entry.name() + "' is not in band calendar '" + bands.name() + "'",
                        DidYouMean.phrase(entry.name(), known));
            }
        }
        for (final String band : missing) {
            scope.problems.error(
                    map.position(),
                    "band '" + band + "' of band calendar '" + bands.name() + "' has no price",
                    band + ": ...");
        }
    }

    private Optional<PricingModel> one(final YamlValue price) {
        return Optional.of(perUnit(price));
    }

    private Optional<PricingModel> nested(final YamlValue value) {
        final YamlMap map = new YamlMap(value, "the price of a band", scope.problems);
        final List<String> keys = keys(TABLES, OTHERS.subList(0, OTHERS.size() - 1));
        final Optional<PricingModel> pricing = one(map, keys).map(entry -> pricing(entry, map));
        map.close();
        return pricing;
    }

    private PricingModel pricing(final YamlValue.Entry entry, final YamlMap map) {
        return switch (entry.name()) {
            case "carried" -> carried(entry.value());
            case "deck" -> deck(entry.value());
            case "matrix" -> matrix(entry.value());
            default -> table(entry, map);
        };
    }

    private PricingModel carried(final YamlValue value) {
        final boolean perUnit =
                scope.values.word(value, Map.of("total", false, "unit", true)).orElse(false);
        return scope.written(new PricingModel.Carried(perUnit), value.position());
    }

    private PricingModel deck(final YamlValue reference) {
        scope.decks.find(reference);
        final Measure rates = scope.deckMeasures.get(reference.text());
        if (rates != null && !rates.sameAs(measure)) {
            scope.problems.error(
                    reference,
                    "deck '" + reference.text() + "' has rates for " + rates.counts() + ", the service counts "
                            + measure.counts(),
                    "per: " + measure.unit() + " in the deck");
        }
        return scope.written(new PricingModel.Deck(reference.text()), reference.position());
    }

    private PricingModel matrix(final YamlValue list) {
        final List<PricingModel.Row> rows = new ArrayList<>();
        for (final YamlValue item : scope.values.list(list)) {
            row(item).ifPresent(rows::add);
        }
        if (list.items().isEmpty()) {
            scope.problems.error(list, "a matrix has at least one row", "[{when: {roaming: \"yes\"}, price: ...}]");
        }
        return scope.written(new PricingModel.Matrix(List.copyOf(rows)), list.position());
    }

    private Optional<PricingModel.Row> row(final YamlValue item) {
        final YamlMap map = new YamlMap(item, "a matrix row", scope.problems);
        final Map<String, String> when = new WhenReader(scope).read(map.take("when"));
        final int weight = map.take("weight").map(WhenReader.weight(scope)).orElse(0);
        final Optional<String> name = map.take("name").map(this::name);
        final Optional<PricingModel.Tiers> tiers = one(map, TABLES).map(entry -> table(entry, map));
        map.take("beyond-last");
        map.close();
        return tiers.map(table -> scope.written(new PricingModel.Row(when, weight, table, name), item.position()));
    }

    private String name(final YamlValue value) {
        final String name = scope.values.text(value);
        scope.symbol(name, value.position());
        return name;
    }

    private PricingModel.Tiers table(final YamlValue.Entry entry, final YamlMap map) {
        final YamlValue value = entry.value();
        return switch (entry.name()) {
            case "price" -> perUnit(value);
            case "graduated" -> tiers(value, Shape.GRADUATED, map);
            case "volume" -> tiers(value, Shape.VOLUME, map);
            case "stair-step" -> tiers(value, Shape.STAIR_STEP, map);
            case "graduated-percentage" ->
                new TierReader(scope, Counted.money(), Shape.GRADUATED).read(value, map.take("beyond-last"));
            case "package" -> block(value);
            case "percentage" -> percentage(value);
            default ->
                open(
                        value,
                        Shape.GRADUATED,
                        QuantitySource.EVENTS,
                        new PriceModel(scope.values.amount(value), BigDecimal.ONE));
        };
    }

    private PricingModel.Tiers perUnit(final YamlValue value) {
        final Counted counted = counted(value.text());
        return open(value, Shape.GRADUATED, counted.source(), scope.values.price(value, counted.measure()));
    }

    private PricingModel.Tiers tiers(final YamlValue value, final Shape shape, final YamlMap map) {
        final String sample = value.items().stream()
                .flatMap(item -> item.entries().stream())
                .filter(entry -> entry.name().equals(shape == Shape.STAIR_STEP ? "up-to" : "price"))
                .map(entry -> entry.value().text())
                .findFirst()
                .orElse("");
        return new TierReader(scope, counted(sample), shape).read(value, map.take("beyond-last"));
    }

    private PricingModel.Tiers block(final YamlValue value) {
        final YamlMap map = new YamlMap(value, "'package'", scope.problems);
        final Counted counted = counted(map.take("size").map(YamlValue::text).orElse(""));
        final long size = map.require("size", "10 " + measure.unit())
                .map(text -> scope.values.positive(text, counted.measure()))
                .orElse(1L);
        final BigDecimal price =
                map.require("price", "5.00").map(scope.values::amount).orElse(BigDecimal.ZERO);
        final Shape shape = map.take("round")
                .flatMap(text -> scope.values.word(text, Map.of("up", Shape.PACKAGE_UP, "down", Shape.PACKAGE_DOWN)))
                .orElse(Shape.PACKAGE_UP);
        map.close();
        return open(value, shape, counted.source(), new PriceModel(price, BigDecimal.valueOf(size)));
    }

    private PricingModel.Tiers percentage(final YamlValue value) {
        final Counted money = Counted.money();
        if (value.isText()) {
            return open(value, Shape.GRADUATED, QuantitySource.AMOUNT, money.percent(scope.values.percent(value)));
        }
        final YamlMap map = new YamlMap(value, "'percentage'", scope.problems);
        final BigDecimal percent =
                map.require("percent", "2.5").map(scope.values::percent).orElse(BigDecimal.ZERO);
        final Optional<YamlValue> fixed = map.take("plus");
        map.close();
        if (plus.isPresent() && fixed.isPresent()) {
            scope.problems.error(
                    fixed.get(), "a charge has one fixed part, this is the second 'plus'", "use connect-fee");
        }
        plus = plus.or(() -> fixed);
        return open(value, Shape.GRADUATED, QuantitySource.AMOUNT, money.percent(percent));
    }

    private PricingModel.Tiers open(
            final YamlValue value, final Shape shape, final QuantitySource source, final PriceModel price) {
        final TierModel tier = new TierModel(Optional.empty(), price, BigDecimal.ZERO);
        return scope.written(new PricingModel.Tiers(shape, source, List.of(tier)), value.position());
    }

    /** Events are counted where the accumulator counts them, or where the text says {@code event}. */
    private Counted counted(final String sample) {
        final Metric metric = accumulator.map(AccumulatorModel::metric).orElse(Metric.SUM);
        if (metric == Metric.UNIQUE) {
            return Counted.events(
                    new Measure(Dimension.COUNT, accumulator.orElseThrow().unique(), 0));
        }
        final boolean saysEvent = sample.matches(".*[\\s/\\d]events?") && !measure.isUnit("event");
        return metric == Metric.COUNT || saysEvent ? Counted.events(Measure.EVENTS) : Counted.usage(measure);
    }
}
