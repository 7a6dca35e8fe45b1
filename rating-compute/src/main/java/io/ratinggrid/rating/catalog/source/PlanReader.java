package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CapModel;
import io.ratinggrid.rating.catalog.model.MemberCapModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.PlanModel.GrantModel;
import io.ratinggrid.rating.catalog.model.PlanModel.ThresholdModel;
import io.ratinggrid.rating.catalog.model.ProrationModel;
import io.ratinggrid.rating.catalog.model.SpendModel;
import io.ratinggrid.rating.quantity.Measure;

/** Section {@code plans}: what a subscription is a subscription to. */
final class PlanReader {
    private final Scope scope;

    PlanReader(final Scope scope) {
        this.scope = scope;
    }

    void read(final YamlValue.Entry entry) {
        final int before = scope.problems.errors();
        final String name = entry.name();
        final YamlMap map = new YamlMap(entry.value(), "plan '" + name + "'", scope.problems);
        final List<String> tariffs = tariffs(map);
        final FeeReader.Fee fee = map.take("fee")
                .map(value -> new FeeReader(scope).read(value, name))
                .orElse(FeeReader.Fee.none(name));
        final Optional<ProrationModel> proration = map.take("proration").flatMap(new ProrationReader(scope)::read);
        final Optional<SpendModel> spend = map.take("spend").map(value -> new SpendReader(scope).read(value, name));
        final List<GrantModel> grants = new ArrayList<>();
        map.take("grants").ifPresent(value -> addGrants(value, true, grants));
        map.take("once").ifPresent(value -> addGrants(value, false, grants));
        final Optional<ThresholdModel> threshold = map.take("threshold").map(this::threshold);
        final Optional<CapModel> cap = map.take("cap").map(this::cap);
        final Map<String, Optional<MemberCapModel>> memberCaps =
                map.take("member-caps").map(new MemberCapReader(scope)::readAll).orElse(Map.of());
        final int priority = map.take("priority")
                .map(value -> scope.values.integer(value, 0, 1_000_000))
                .orElse(0);
        map.close();
        if (scope.problems.errors() == before) {
            scope.plans.put(
                    name,
                    new PlanModel(
                            name,
                            tariffs,
                            fee.amount(),
                            fee.line(),
                            fee.inAdvance(),
                            fee.discount(),
                            proration,
                            spend,
                            List.copyOf(grants),
                            threshold,
                            cap,
                            memberCaps,
                            priority));
        }
    }

    private List<String> tariffs(final YamlMap map) {
        final List<String> tariffs = new ArrayList<>();
        for (final YamlValue reference :
                map.take("tariffs").map(scope.values::list).orElse(List.of())) {
            scope.tariffs.find(reference);
            if (tariffs.contains(reference.text())) {
                scope.problems.error(reference, "tariff " + reference.kind() + " is written twice", "remove one");
            }
            tariffs.add(reference.text());
        }
        return tariffs;
    }

    private void addGrants(final YamlValue value, final boolean everyCycle, final List<GrantModel> grants) {
        final YamlMap map = new YamlMap(value, everyCycle ? "'grants'" : "'once'", scope.problems);
        for (final YamlValue.Entry entry : map.entries()) {
            scope.buckets
                    .find(entry.key())
                    .map(bucket -> new GrantModel(bucket.name(), amount(entry.value(), bucket), everyCycle))
                    .ifPresent(grants::add);
        }
    }

    private BigDecimal amount(final YamlValue value, final BucketModel bucket) {
        if (!bucket.money()) {
            return BigDecimal.valueOf(scope.values.positive(value, Measure.of(bucket)));
        }
        return positive(value);
    }

    private BigDecimal positive(final YamlValue value) {
        final int before = scope.problems.errors();
        final BigDecimal amount = scope.values.amount(value);
        if (amount.signum() == 0 && scope.problems.errors() == before) {
            scope.problems.error(value, "'" + value.text() + "' is not more than zero", "an amount above zero");
        }
        return amount;
    }

    /** What is told of is the usual if it says nothing of it. */
    private CapModel cap(final YamlValue value) {
        final NoticeReader notices = NoticeReader.ofMoney(scope);
        if (value.isText()) {
            final BigDecimal amount = positive(value);
            return new CapModel(amount, false, NoticeReader.usual(amount));
        }
        final YamlMap map = new YamlMap(value, "'cap'", scope.problems);
        final BigDecimal amount =
                map.require("amount", "50.00").map(this::positive).orElse(BigDecimal.ONE);
        final boolean hard = map.take("hard").map(scope.values::flag).orElse(false);
        final Optional<YamlValue> at = map.take("notify");
        map.close();
        return new CapModel(
                amount,
                hard,
                at.map(list -> notices.totals(list, Optional.of(amount))).orElse(NoticeReader.usual(amount)));
    }

    private ThresholdModel threshold(final YamlValue value) {
        if (value.isText()) {
            return new ThresholdModel(positive(value), true);
        }
        final YamlMap map = new YamlMap(value, "'threshold'", scope.problems);
        final BigDecimal amount =
                map.require("amount", "2000.00").map(this::positive).orElse(BigDecimal.ONE);
        final boolean recurring = map.take("recurring").map(scope.values::flag).orElse(true);
        map.close();
        return new ThresholdModel(amount, recurring);
    }
}
