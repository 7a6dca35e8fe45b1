package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.catalog.model.BandCalendarModel;
import io.ratinggrid.rating.catalog.model.BandRuleModel;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.BucketModel.Rollover;
import io.ratinggrid.rating.catalog.model.BucketModel.Validity;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.text.DidYouMean;

/** Section {@code buckets}: kinds of stocks of money or units. */
final class BucketReader {
    private static final int DEFAULT_PRIORITY = 100;

    private final Scope scope;

    BucketReader(final Scope scope) {
        this.scope = scope;
    }

    void read(final YamlValue.Entry entry) {
        final int before = scope.problems.errors();
        final String name = entry.name();
        final YamlMap map = new YamlMap(entry.value(), "bucket '" + name + "'", scope.problems);
        final boolean money = map.take("money").map(scope.values::flag).orElse(false);
        final Measure measure = money ? moneyMeasure(map) : unitMeasure(map);
        final Validity validity = map.take("validity").map(this::validity).orElse(Validity.FOREVER);
        final BucketModel model = new BucketModel(
                name,
                money,
                measure.dimension(),
                measure.unit(),
                measure.decimals(),
                money ? new DrawdownReader(scope).ofMoney(map) : new DrawdownReader(scope).ofUnits(map, measure),
                zones(map),
                bands(map),
                map.take("priority")
                        .map(value -> scope.values.integer(value, 0, 1_000_000))
                        .orElse(DEFAULT_PRIORITY),
                map.take("covers-connect-fee").map(scope.values::flag).orElse(false),
                map.take("pooled").map(scope.values::flag).orElse(false),
                validity,
                map.take("repays").map(scope.values::flag).orElse(false),
                map.take("rollover").map(value -> rollover(value, money, measure)),
                map.take("member-cap").map(value -> new MemberCapReader(scope).read(value, money, measure)),
                map.take("notify")
                        .map((money ? NoticeReader.ofMoney(scope) : NoticeReader.ofUnits(scope, measure))::ofBalance)
                        .orElse(List.of()),
                map.take("refill").map(new RefillReader(scope, money, measure)::read));
        map.close();
        if (model.rollover().isPresent() && !validity.cycle()) {
            scope.problems.error(
                    map.take("rollover").orElseThrow(),
                    "only what ends with the cycle can roll over",
                    "validity: cycle");
        }
        if (model.memberCap().isPresent() && !model.pooled()) {
            scope.problems.error(
                    map.take("member-cap").orElseThrow(), "only what is pooled has members", "pooled: true");
        }
        if (scope.problems.errors() == before) {
            scope.buckets.put(name, model);
        }
    }

    private Measure moneyMeasure(final YamlMap map) {
        for (final YamlValue.Entry entry : map.present(List.of("unit", "decimals"))) {
            scope.problems.error(
                    entry.key(), "a money bucket holds " + scope.money.code() + " and has no unit", "leave it out");
        }
        return new Measure(Dimension.COUNT, scope.money.code(), scope.money.places());
    }

    private Measure unitMeasure(final YamlMap map) {
        final String unit = map.require("unit", "minute")
                .map(value -> ServiceReader.unit(value, scope))
                .orElse("");
        final int decimals = map.take("decimals")
                .map(value -> scope.values.integer(value, 0, ServiceReader.MOST_DECIMALS))
                .orElseGet(() -> decimalsOfService(unit));
        return Measure.ofUnit(unit, decimals);
    }

    /** A bucket of a unit that a service counts has that service's decimals, so that both are counted alike. */
    private int decimalsOfService(final String unit) {
        return scope.services.models().stream()
                .filter(service -> service.dimension() == Dimension.COUNT
                        && Measure.of(service).isUnit(unit))
                .mapToInt(ServiceModel::decimals)
                .max()
                .orElse(0);
    }

    private List<String> zones(final YamlMap map) {
        final List<String> zones = new ArrayList<>();
        for (final YamlValue reference :
                map.take("zones").map(scope.values::list).orElse(List.of())) {
            scope.zones.find(reference);
            zones.add(reference.text());
        }
        return zones;
    }

    private List<String> bands(final YamlMap map) {
        final List<String> known = new ArrayList<>();
        for (final BandCalendarModel calendar : scope.bandCalendars.models()) {
            known.add(calendar.fallback());
            calendar.rules().stream().map(BandRuleModel::band).forEach(known::add);
        }
        final List<String> bands = new ArrayList<>();
        for (final YamlValue reference :
                map.take("bands").map(scope.values::list).orElse(List.of())) {
            final String band = scope.values.text(reference);
            if (!known.contains(band) && scope.bandCalendars.allWhole()) {
                scope.problems.error(
                        reference,
                        "band '" + band + "' is not defined in any band calendar",
                        DidYouMean.phrase(band, known));
            }
            bands.add(band);
        }
        return bands;
    }

    private Validity validity(final YamlValue value) {
        final String text = scope.values.text(value);
        if (text.equals("cycle")) {
            return Validity.CYCLE;
        }
        if (text.equals("forever")) {
            return Validity.FOREVER;
        }
        if (text.matches("[1-9]\\d{0,4} days?")) {
            return new Validity(false, Integer.parseInt(text.substring(0, text.indexOf(' '))));
        }
        scope.problems.error(
                value, "'" + text + "' is no validity", "cycle, forever or a number of days such as 30 days");
        return Validity.FOREVER;
    }

    private Rollover rollover(final YamlValue value, final boolean money, final Measure measure) {
        final YamlMap map = new YamlMap(value, "'rollover'", scope.problems);
        final long maximum = map.take("maximum")
                .filter(text -> !text.text().equals("all"))
                .map(text -> money ? moneyUnits(text) : scope.values.positive(text, measure))
                .orElse(Long.MAX_VALUE);
        final int cycles = map.take("cycles")
                .map(text -> scope.values.integer(text, 1, 1_200))
                .orElse(1);
        map.close();
        return new Rollover(maximum, cycles);
    }

    private long moneyUnits(final YamlValue value) {
        final int before = scope.problems.errors();
        final BigDecimal amount = scope.values.amount(value);
        return scope.problems.errors() == before ? scope.money.scaled(amount) : 0;
    }
}
