package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.NoticeModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.reference.ReferenceAccount.Bucket;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKind;
import io.ratinggrid.rating.reference.ReferenceAccount.Notice;
import io.ratinggrid.rating.reference.ReferenceAccount.Owner;
import io.ratinggrid.rating.reference.ReferenceAccount.Told;
import io.ratinggrid.rating.reference.ReferenceAccount.Watched;

/** What has been reached of the thresholds of a catalog and was not told of before: for each one a notice of the account. */
final class ReferenceNotices {
    private static final Fraction HUNDRED = Fraction.of(100);

    private final ReferenceAccount account;
    private final ReferenceCatalog catalog;
    private final long time;

    ReferenceNotices(final ReferenceAccount account, final ReferenceCatalog catalog, final long time) {
        this.account = account;
        this.catalog = catalog;
        this.time = time;
    }

    void look(final List<Owner> owners) {
        for (final Owner owner : owners) {
            catalog.model.buckets().forEach(type -> lookAtBalance(owner, type));
            accumulators(catalog.model).forEach((model) -> lookAtAccumulator(owner, model));
        }
        catalog.model.plans().forEach(this::lookAtSpend);
    }

    // balances

    private void lookAtBalance(final Owner owner, final BucketModel type) {
        final long watchedTime = account.cycle
                .map(cycle -> Math.max(cycle.from(), Math.min(time, cycle.to() - 1)))
                .orElse(time);
        final List<Bucket> buckets = owner.buckets.stream()
                .filter(bucket -> bucket.type.equals(type.name()) && !bucket.ended && bucket.holdsAt(watchedTime))
                .toList();
        if (buckets.isEmpty() || type.notices().isEmpty()) {
            return;
        }
        final Fraction granted = sum(buckets, bucket -> bucket.begun);
        final Fraction left = sum(buckets, Bucket::left);
        final Fraction used = granted.minus(left);
        if (!isInRange(granted) || !isInRange(left) || !isInRange(used) || granted.signum() <= 0) {
            return;
        }
        final Watched watched = new Watched(owner.ordinal, "balance", type.name(), 0);
        final int newest = buckets.stream().mapToInt(bucket -> bucket.id).max().orElseThrow();
        final Function<NoticeModel, Fraction> level = notice -> notice.percent() > 0
                ? granted.times(Fraction.of(notice.percent())).over(HUNDRED).ceiling()
                : inBase(notice.at(), type.money());
        final BiPredicate<NoticeModel, Fraction> reached = (notice, ofUse) -> notice.percent() > 0
                ? !ofUse.isBelow(level.apply(notice))
                : !granted.minus(ofUse).isAbove(level.apply(notice));
        Told told = account.told.getOrDefault(watched, new Told(Set.of(), newest));
        if (newest > told.newest()) {
            final int newestTold = told.newest();
            final Fraction ofOld = used.minus(sum(
                    buckets.stream().filter(bucket -> bucket.id > newestTold).toList(),
                    bucket -> bucket.begun.minus(bucket.left())));
            told = new Told(
                    type.notices().stream()
                            .filter(notice -> reached.test(notice, ofOld))
                            .filter(told.toldOf()::contains)
                            .collect(Collectors.toSet()),
                    newest);
        }
        for (final NoticeModel notice : type.notices()) {
            if (reached.test(notice, used) && !told.toldOf().contains(notice)) {
                told = told.with(notice);
                account.notices.add(new Notice(
                        watched,
                        notice.percent(),
                        level.apply(notice),
                        notice.percent() > 0 ? used : left,
                        granted,
                        time / 1000));
            }
        }
        if (!told.toldOf().isEmpty() || account.told.containsKey(watched)) {
            account.told.put(watched, told);
        }
    }

    private static Fraction sum(final List<Bucket> buckets, final Function<Bucket, Fraction> part) {
        return buckets.stream().map(part).reduce(Fraction.ZERO, Fraction::plus);
    }

    private static boolean isInRange(final Fraction value) {
        try {
            value.inRange();
            return true;
        } catch (final ArithmeticException outOfRange) {
            return false;
        }
    }

    // what grows in a cycle

    private record Counted(AccumulatorModel model, boolean money) {}

    private static List<Counted> accumulators(final CatalogModel model) {
        return model.tariffs().stream()
                .flatMap(tariff -> tariff.charges().stream())
                .filter(charge -> charge.accumulator().isPresent())
                .map(charge -> new Counted(charge.accumulator().get(), countsMoney(charge)))
                .distinct()
                .toList();
    }

    private static boolean countsMoney(final ChargeModel charge) {
        return charge.pricing().values().stream()
                .anyMatch(pricing ->
                        pricing instanceof PricingModel.Tiers tiers && tiers.source() == QuantitySource.AMOUNT
                                || pricing instanceof PricingModel.Matrix matrix
                                        && matrix.rows().get(0).tiers().source() == QuantitySource.AMOUNT);
    }

    private void lookAtAccumulator(final Owner owner, final Counted counted) {
        final AccumulatorModel model = counted.model();
        owner.accumulators.forEach((key, accumulated) -> {
            if (key.name().equals(model.name()) && key.cycleFrom() >= account.closedUntil) {
                look(
                        new Watched(owner.ordinal, "accumulator", model.name(), key.cycleFrom()),
                        model.notices(),
                        accumulated.value().floor(),
                        Fraction.ZERO,
                        counted.money());
            }
        });
    }

    private void lookAtSpend(final PlanModel plan) {
        if (plan.cap().isEmpty()) {
            return;
        }
        final Set<String> lines =
                catalog.charges(plan).stream().map(ChargeModel::line).collect(Collectors.toSet());
        final Set<Long> cycles = account.lines.keySet().stream()
                .filter(line -> line.kind() == LineKind.USAGE && lines.contains(line.name()))
                .map(ReferenceAccount.LineKey::cycleFrom)
                .filter(cycle -> cycle >= account.closedUntil)
                .collect(Collectors.toCollection(TreeSet::new));
        for (final long cycle : cycles) {
            final Fraction spent = account.lines.entrySet().stream()
                    .filter(line -> line.getKey().kind() == LineKind.USAGE
                            && lines.contains(line.getKey().name()))
                    .filter(line -> line.getKey().cycleFrom() == cycle)
                    .map(line -> account.rounded(line.getValue().total()))
                    .reduce(Fraction.ZERO, Fraction::plus);
            look(
                    new Watched(0, "spend", plan.name(), cycle),
                    plan.cap().get().notices(),
                    spent,
                    account.scaled(plan.cap().get().amount()),
                    true);
        }
    }

    /** A threshold below one that was told of is told of with it; so it is when a later catalog brings it. */
    private void look(
            final Watched watched,
            final List<NoticeModel> notices,
            final Fraction total,
            final Fraction of,
            final boolean money) {
        final Fraction highest = account.highest.getOrDefault(watched, Fraction.ZERO);
        final List<NoticeModel> reached = notices.stream()
                .filter(notice -> !inBase(notice.at(), money).isAbove(total))
                .filter(notice -> inBase(notice.at(), money).isAbove(highest))
                .sorted(Comparator.comparing(NoticeModel::at))
                .toList();
        for (final NoticeModel notice : reached) {
            final Fraction level = inBase(notice.at(), money);
            account.notices.add(new Notice(watched, notice.percent(), level, total, of, time / 1000));
            account.highest.put(watched, level);
        }
    }

    private Fraction inBase(final BigDecimal quantity, final boolean money) {
        return (money ? account.scaled(quantity) : Fraction.of(quantity)).ceiling();
    }
}
