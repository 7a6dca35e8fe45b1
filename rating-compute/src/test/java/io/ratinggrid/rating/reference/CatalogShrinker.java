package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.DeckModel;
import io.ratinggrid.rating.catalog.model.IncrementModel;
import io.ratinggrid.rating.catalog.model.MemberCapModel;
import io.ratinggrid.rating.catalog.model.OverageModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.Rounding;
import io.ratinggrid.rating.catalog.model.TariffModel;

/** Takes out of a failing catalog what does not matter, so that one can read what does. */
final class CatalogShrinker {
    private final Predicate<List<CatalogModel>> fails;
    private List<CatalogModel> catalogs;

    private CatalogShrinker(final List<CatalogModel> catalogs, final Predicate<List<CatalogModel>> fails) {
        this.catalogs = catalogs;
        this.fails = fails;
    }

    /** The smallest catalogs found for which a test still fails. */
    static List<CatalogModel> shrink(final List<CatalogModel> catalogs, final Predicate<List<CatalogModel>> fails) {
        final CatalogShrinker shrinker = new CatalogShrinker(catalogs, fails);
        shrinker.shrink();
        return shrinker.catalogs;
    }

    private void shrink() {
        if (catalogs.size() > 1) {
            adopt(catalogs.subList(0, 1));
        }
        for (int version = 0; version < catalogs.size(); version++) {
            drop(version, CatalogModel::plans, CatalogShrinker::withPlans);
            drop(version, CatalogModel::tariffs, CatalogShrinker::withTariffs);
            for (int tariff = 0; tariff < catalogs.get(version).tariffs().size(); tariff++) {
                shrinkTariff(version, tariff);
            }
            drop(version, CatalogModel::buckets, CatalogShrinker::withBuckets);
            drop(
                    version,
                    model -> model.decks().stream()
                            .flatMap(deck -> deck.rows().stream())
                            .toList(),
                    (model, rows) -> withDecks(model, List.of(new DeckModel("deck", rows))));
            shrinkPlans(version);
            shrinkRefills(version);
        }
    }

    private void shrinkRefills(final int version) {
        for (int i = 0; i < catalogs.get(version).buckets().size(); i++) {
            final List<BucketModel> buckets =
                    new ArrayList<>(catalogs.get(version).buckets());
            buckets.set(i, withoutRefill(buckets.get(i)));
            replace(version, withBuckets(catalogs.get(version), buckets));
        }
    }

    private static BucketModel withoutRefill(final BucketModel bucket) {
        return new BucketModel(
                bucket.name(),
                bucket.money(),
                bucket.dimension(),
                bucket.unit(),
                bucket.decimals(),
                bucket.drawdown(),
                bucket.zones(),
                bucket.bands(),
                bucket.priority(),
                bucket.coversConnectFee(),
                bucket.pooled(),
                bucket.validity(),
                bucket.repays(),
                bucket.rollover(),
                bucket.memberCap(),
                bucket.notices(),
                Optional.empty());
    }

    private void shrinkTariff(final int version, final int tariff) {
        drop(
                version,
                model -> model.tariffs().get(tariff).charges(),
                (model, charges) -> withTariff(model, tariff, charges));
        for (int i = 0;
                i < catalogs.get(version).tariffs().get(tariff).charges().size();
                i++) {
            final int charge = i;
            for (final UnaryOperator<ChargeModel> simpler : SIMPLER) {
                final CatalogModel model = catalogs.get(version);
                final List<ChargeModel> charges =
                        new ArrayList<>(model.tariffs().get(tariff).charges());
                charges.set(charge, simpler.apply(charges.get(charge)));
                replace(version, withTariff(model, tariff, charges));
            }
        }
    }

    private void shrinkPlans(final int version) {
        for (int i = 0; i < catalogs.get(version).plans().size(); i++) {
            final List<PlanModel> plans = new ArrayList<>(catalogs.get(version).plans());
            final PlanModel plan = plans.get(i);
            plans.set(i, plan(plan, BigDecimal.ZERO, plan.grants(), Optional.empty(), Map.of()));
            replace(version, withPlans(catalogs.get(version), plans));
        }
    }

    private static final List<UnaryOperator<ChargeModel>> SIMPLER = List.of(
            c -> copy(
                    c,
                    c.bands(),
                    c.increments(),
                    0,
                    c.connectFee(),
                    c.minimum(),
                    c.maximum(),
                    true,
                    c.percentOff(),
                    c.amountOff(),
                    c.rounding(),
                    c.overage()),
            c -> copy(
                    c,
                    c.bands(),
                    c.increments(),
                    c.free(),
                    BigDecimal.ZERO,
                    c.minimum(),
                    c.maximum(),
                    true,
                    c.percentOff(),
                    c.amountOff(),
                    c.rounding(),
                    c.overage()),
            c -> copy(
                    c,
                    c.bands(),
                    c.increments(),
                    c.free(),
                    c.connectFee(),
                    Optional.empty(),
                    c.maximum(),
                    true,
                    c.percentOff(),
                    c.amountOff(),
                    c.rounding(),
                    c.overage()),
            c -> copy(
                    c,
                    c.bands(),
                    c.increments(),
                    c.free(),
                    c.connectFee(),
                    c.minimum(),
                    Optional.empty(),
                    true,
                    c.percentOff(),
                    c.amountOff(),
                    c.rounding(),
                    c.overage()),
            c -> copy(
                    c,
                    c.bands(),
                    c.increments(),
                    c.free(),
                    c.connectFee(),
                    c.minimum(),
                    c.maximum(),
                    true,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    c.rounding(),
                    c.overage()),
            c -> copy(
                    c,
                    c.bands(),
                    c.increments(),
                    c.free(),
                    c.connectFee(),
                    c.minimum(),
                    c.maximum(),
                    true,
                    c.percentOff(),
                    c.amountOff(),
                    Rounding.PER_LINE,
                    c.overage()),
            c -> copy(
                    c,
                    c.bands(),
                    c.increments(),
                    c.free(),
                    c.connectFee(),
                    c.minimum(),
                    c.maximum(),
                    true,
                    c.percentOff(),
                    c.amountOff(),
                    c.rounding(),
                    OverageModel.BILL_LATER),
            c -> copy(
                    c,
                    c.bands(),
                    c.increments(),
                    c.free(),
                    c.connectFee(),
                    c.minimum(),
                    c.maximum(),
                    false,
                    c.percentOff(),
                    c.amountOff(),
                    c.rounding(),
                    c.overage()),
            c -> copy(
                    c,
                    c.bands(),
                    List.of(new IncrementModel(Long.MAX_VALUE, 1)),
                    c.free(),
                    c.connectFee(),
                    c.minimum(),
                    c.maximum(),
                    true,
                    c.percentOff(),
                    c.amountOff(),
                    c.rounding(),
                    c.overage()),
            c -> c.pricing().containsKey("")
                    ? copy(
                            c,
                            Optional.empty(),
                            c.increments(),
                            c.free(),
                            c.connectFee(),
                            c.minimum(),
                            c.maximum(),
                            true,
                            c.percentOff(),
                            c.amountOff(),
                            c.rounding(),
                            c.overage())
                    : c);

    private static ChargeModel copy(
            final ChargeModel charge,
            final Optional<String> bands,
            final List<IncrementModel> increments,
            final long free,
            final BigDecimal connectFee,
            final Optional<BigDecimal> minimum,
            final Optional<BigDecimal> maximum,
            final boolean accumulates,
            final BigDecimal percentOff,
            final BigDecimal amountOff,
            final Rounding rounding,
            final OverageModel overage) {
        return new ChargeModel(
                charge.name(),
                charge.line(),
                charge.service(),
                charge.when(),
                charge.weight(),
                bands,
                charge.cutAtBand(),
                charge.splitAtPeriod(),
                charge.splitAtVersion(),
                increments,
                free,
                connectFee,
                minimum,
                maximum,
                charge.cutAtMaximum(),
                charge.pricing(),
                accumulates ? charge.accumulator() : Optional.empty(),
                percentOff,
                amountOff,
                rounding,
                overage,
                charge.flatAtZero());
    }

    /** Leaves out one thing of a list after the other. */
    private <T> void drop(
            final int version,
            final Function<CatalogModel, List<T>> list,
            final BiFunction<CatalogModel, List<T>, CatalogModel> with) {
        int i = 0;
        while (i < list.apply(catalogs.get(version)).size()) {
            final List<T> fewer = new ArrayList<>(list.apply(catalogs.get(version)));
            fewer.remove(i);
            if (!replace(version, with.apply(catalogs.get(version), fewer))) {
                i++;
            }
        }
    }

    private boolean replace(final int version, final CatalogModel model) {
        if (model.equals(catalogs.get(version))) {
            return false;
        }
        final List<CatalogModel> changed = new ArrayList<>(catalogs);
        changed.set(version, model);
        return adopt(changed);
    }

    private boolean adopt(final List<CatalogModel> candidate) {
        try {
            if (fails.test(candidate)) {
                catalogs = candidate;
                return true;
            }
        } catch (final RuntimeException e) {
            // Taking this out makes a catalog that does not hold together.
        }
        return false;
    }

    private static CatalogModel withPlans(final CatalogModel m, final List<PlanModel> plans) {
        return copy(m, m.decks(), m.buckets(), m.tariffs(), plans);
    }

    private static CatalogModel withTariffs(final CatalogModel m, final List<TariffModel> tariffs) {
        final Set<String> names = new HashSet<>();
        tariffs.forEach(tariff -> names.add(tariff.name()));
        final List<PlanModel> plans = m.plans().stream()
                .map(plan -> new PlanModel(
                        plan.name(),
                        plan.tariffs().stream().filter(names::contains).toList(),
                        plan.fee(),
                        plan.feeLine(),
                        plan.inAdvance(),
                        plan.discount(),
                        plan.proration(),
                        plan.spend(),
                        plan.grants(),
                        plan.threshold(),
                        plan.cap(),
                        plan.memberCaps(),
                        plan.priority()))
                .toList();
        final List<TariffModel> linked = tariffs.stream()
                .map(tariff -> new TariffModel(
                        tariff.name(), tariff.charges(), tariff.fallback().filter(names::contains)))
                .toList();
        return copy(m, m.decks(), m.buckets(), linked, plans);
    }

    private static CatalogModel withTariff(final CatalogModel m, final int index, final List<ChargeModel> charges) {
        final List<TariffModel> tariffs = new ArrayList<>(m.tariffs());
        final TariffModel old = tariffs.get(index);
        tariffs.set(index, new TariffModel(old.name(), charges, old.fallback()));
        return copy(m, m.decks(), m.buckets(), tariffs, m.plans());
    }

    private static CatalogModel withBuckets(final CatalogModel m, final List<BucketModel> buckets) {
        final Set<String> names = new HashSet<>();
        buckets.forEach(bucket -> names.add(bucket.name()));
        final List<PlanModel> plans = m.plans().stream()
                .map(plan -> plan(
                        plan,
                        plan.fee(),
                        plan.grants().stream()
                                .filter(grant -> names.contains(grant.bucket()))
                                .toList(),
                        plan.threshold(),
                        memberCaps(plan, names)))
                .toList();
        return copy(m, m.decks(), buckets, m.tariffs(), plans);
    }

    private static Map<String, Optional<MemberCapModel>> memberCaps(final PlanModel plan, final Set<String> buckets) {
        final Map<String, Optional<MemberCapModel>> caps = new LinkedHashMap<>(plan.memberCaps());
        caps.keySet().retainAll(buckets);
        return caps;
    }

    private static CatalogModel withDecks(final CatalogModel m, final List<DeckModel> decks) {
        return copy(m, decks, m.buckets(), m.tariffs(), m.plans());
    }

    private static PlanModel plan(
            final PlanModel plan,
            final BigDecimal fee,
            final List<PlanModel.GrantModel> grants,
            final Optional<PlanModel.ThresholdModel> threshold,
            final Map<String, Optional<MemberCapModel>> memberCaps) {
        return new PlanModel(
                plan.name(),
                plan.tariffs(),
                fee,
                plan.feeLine(),
                plan.inAdvance(),
                plan.discount(),
                plan.proration(),
                plan.spend(),
                grants,
                threshold,
                plan.cap(),
                memberCaps,
                plan.priority());
    }

    private static CatalogModel copy(
            final CatalogModel m,
            final List<DeckModel> decks,
            final List<BucketModel> buckets,
            final List<TariffModel> tariffs,
            final List<PlanModel> plans) {
        return new CatalogModel(
                m.version(),
                m.effective(),
                m.currency(),
                m.timeZone(),
                m.grace(),
                m.termDays(),
                m.legalEntities(),
                m.services(),
                m.zones(),
                m.holidays(),
                m.bandCalendars(),
                decks,
                buckets,
                tariffs,
                plans);
    }
}
