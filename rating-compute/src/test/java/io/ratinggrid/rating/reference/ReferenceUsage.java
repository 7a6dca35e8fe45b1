package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.catalog.model.IncrementModel;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.PricingModel.Tiers;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.catalog.model.Shape;
import io.ratinggrid.rating.catalog.model.TierModel;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.reference.ReferenceAccount.Accumulated;
import io.ratinggrid.rating.reference.ReferenceAccount.AccumulatorKey;
import io.ratinggrid.rating.reference.ReferenceAccount.Owner;
import io.ratinggrid.rating.reference.ReferenceAccount.Session;
import io.ratinggrid.rating.reference.ReferenceAccount.Subscription;

/** A usage event with everything that its rating needs to know but the account's balances. */
final class ReferenceUsage {
    /** Where more blocks than this cannot all be funded, the most that can are found by bisection. */
    private static final long BLOCKS_TRIED = 20;

    final ReferenceCatalog catalog;
    final Command event;
    /** The event as the catalog sees it. */
    final ReferenceEvent seen;

    final ReferenceCycle cycle;
    final ServiceModel service;
    final PlanModel plan;
    final ChargeModel charge;
    final String startBand;
    /** The amount that the event carries, 0 if none. */
    final Fraction carried;
    /** The session before the event. */
    final Session session;
    /** What the event adds to it when all of it can be paid. */
    final ReferenceIncrements.Counted counted;

    /** @param continued true: a later part of an event that was split, which does not carry its amount once more */
    ReferenceUsage(
            final ReferenceAccount account,
            final ReferenceCatalog catalog,
            final Command event,
            final boolean continued) {
        this.catalog = catalog;
        this.event = event;
        seen = new ReferenceEvent(event, catalog);
        cycle = ReferenceCycle.at(event.startMs, account.zone, account.cycleRule);
        service = catalog.service(event.service).orElseThrow(() -> new Refusal(ResultCode.NO_TARIFF));
        final Choice choice = choice(account);
        plan = choice.plan();
        charge = choice.charge();
        startBand = startBand(charge);
        carried = event.hasAmount && !(continued && countsMoney())
                ? Fraction.of(account.scaled(BigDecimal.valueOf(event.amountUnscaled, event.amountDecimals))
                        .exactLong())
                : Fraction.ZERO;
        session = account.owners.get(event.subscriber).sessions.getOrDefault(event.session, Session.NEW);
        counted = increments().count(session, event.startMs, event.quantity);
    }

    private record Choice(PlanModel plan, ChargeModel charge) {}

    /** The subscriber's own plans, then the account's; the first charge that matches. */
    private Choice choice(final ReferenceAccount account) {
        final Owner own = account.owners.get(event.subscriber);
        return choice(own).or(() -> choice(account.head())).orElseThrow(() -> new Refusal(ResultCode.NO_TARIFF));
    }

    private Optional<Choice> choice(final Owner owner) {
        final List<PlanModel> plans = owner.subscriptions.stream()
                .filter(subscription -> subscription.holdsAt(event.startMs))
                .map(Subscription::plan)
                .flatMap(name -> catalog.plan(name).stream())
                .sorted(Comparator.comparing(PlanModel::priority))
                .toList();
        for (final PlanModel one : plans) {
            for (final ChargeModel candidate : catalog.charges(one)) {
                if (prices(candidate)) {
                    return Optional.of(new Choice(one, candidate));
                }
            }
        }
        return Optional.empty();
    }

    private boolean prices(final ChargeModel candidate) {
        return candidate.service().equals(service.name())
                && seen.matches(candidate.when())
                && hasRow(pricing(candidate, startBand(candidate)));
    }

    private boolean hasRow(final PricingModel pricing) {
        return pricing instanceof PricingModel.Carried || table(pricing).isPresent();
    }

    private String startBand(final ChargeModel candidate) {
        return catalog.calendar(candidate)
                .map(calendar -> ReferenceBands.at(event.startMs, calendar, catalog.model))
                .orElse("");
    }

    private ReferenceIncrements increments() {
        final List<IncrementModel> groups = deckRow()
                .filter(row -> row.initialIncrement() > 0 && row.furtherIncrement() > 0)
                .map(row -> List.of(
                        new IncrementModel(row.initialIncrement(), row.initialIncrement()),
                        new IncrementModel(Long.MAX_VALUE, row.furtherIncrement())))
                .orElse(charge.increments());
        return new ReferenceIncrements(
                groups,
                catalog.calendar(charge).filter(calendar -> service.dimension() == Dimension.TIME),
                startBand,
                catalog.model,
                charge.cutAtBand());
    }

    private static PricingModel pricing(final ChargeModel charge, final String band) {
        return charge.pricing().getOrDefault(band, charge.pricing().get(""));
    }

    /** The table of tiers that prices a band; none where the event carries its price. */
    Optional<Tiers> tiers(final String band) {
        final PricingModel pricing = pricing(charge, band);
        if (!hasRow(pricing)) {
            throw new Refusal(ResultCode.NO_TARIFF);
        }
        return table(pricing);
    }

    private Optional<Tiers> table(final PricingModel pricing) {
        if (pricing instanceof PricingModel.Deck deck) {
            return seen.row(catalog.deck(deck.deck())).map(row -> perUnit(row.price()));
        }
        if (pricing instanceof PricingModel.Matrix matrix) {
            return seen.row(matrix).map(PricingModel.Row::tiers);
        }
        return pricing instanceof Tiers tiers ? Optional.of(tiers) : Optional.empty();
    }

    /** True if its units are priced, false if events or money are; the same in every band. */
    boolean countsUnits() {
        return pricing(charge, startBand) instanceof PricingModel.Carried carried
                ? carried.timesQuantity()
                : tiers(startBand).orElseThrow().source() == QuantitySource.USAGE;
    }

    private boolean countsMoney() {
        return pricing(charge, startBand) instanceof PricingModel.Carried carriedPrice
                ? !carriedPrice.timesQuantity()
                : tiers(startBand).orElseThrow().source() == QuantitySource.AMOUNT;
    }

    /** True if an accumulator that is no sum replaces its units. */
    boolean measures() {
        return charge.accumulator().map(model -> model.metric() != Metric.SUM).orElse(false);
    }

    /** Base units in the second, octet or named unit that a carried price is for. */
    Fraction unitSize() {
        return Fraction.of(
                switch (service.dimension()) {
                    case COUNT -> Money.power10(service.decimals());
                    case TIME -> 1_000;
                    case VOLUME -> 1;
                });
    }

    private static Tiers perUnit(final PriceModel price) {
        final TierModel open = new TierModel(Optional.empty(), price, BigDecimal.ZERO);
        return new Tiers(Shape.GRADUATED, QuantitySource.USAGE, List.of(open));
    }

    /** The row of the deck that prices the band of the start, if a deck does. */
    Optional<DeckRow> deckRow() {
        return pricing(charge, startBand) instanceof PricingModel.Deck deck
                ? seen.row(catalog.deck(deck.deck()))
                : Optional.empty();
    }

    /** Rates it on copies of an account and returns the one that the event leaves behind. */
    Rated rate(final ReferenceAccount account) {
        final Optional<ReferenceAccount> whole = attempt(account, counted.counted());
        if (whole.isPresent()) {
            return new Rated(ResultCode.DONE, whole.get());
        }
        if (event.payer != Payer.ANY) {
            throw new Refusal(ResultCode.NOT_COVERED);
        }
        final long fewer = measures() || falls() ? 0 : Math.max(0, counted.blocks() - 1);
        final long blocks = most(fewer, candidate -> part(account, candidate).isPresent());
        if (blocks == 0) {
            throw new Refusal(ResultCode.UNFUNDED);
        }
        return new Rated(ResultCode.PARTLY_FUNDED, part(account, blocks).orElseThrow());
    }

    /** The first blocks only; what would be refused if it were the whole event cannot be granted either. */
    private Optional<ReferenceAccount> part(final ReferenceAccount account, final long blocks) {
        try {
            return attempt(account, counted.unitsAfter(blocks));
        } catch (final Refusal refusal) {
            return Optional.empty();
        }
    }

    private Optional<ReferenceAccount> attempt(final ReferenceAccount account, final long limit) {
        final ReferenceAccount copy = account.copy();
        return new ReferenceAttempt(this, copy, limit, false).succeeds() ? Optional.of(copy) : Optional.empty();
    }

    /** Units of usage that can be paid, and what is to be held for them. */
    record Quota(long units, Map<Integer, Fraction> holds) {}

    /** As much of it as can be paid later, if nothing but what is held changes until then. */
    Quota quota(final ReferenceAccount account) {
        final Optional<Map<Integer, Fraction>> whole = holds(account, counted.counted());
        if (whole.isPresent()) {
            return new Quota(event.quantity, whole.get());
        }
        final long fewer = measures() || falls() ? 0 : Math.max(0, counted.blocks() - 1);
        final long blocks = most(fewer, candidate -> heldOrNone(account, counted.unitsAfter(candidate))
                .isPresent());
        final long limit = blocks == 0 ? session.counted() : counted.unitsAfter(blocks);
        final boolean isSameBand = !charge.cutAtBand() || session.band().equals(startBand);
        final boolean isTime = catalog.calendar(charge).isPresent() && service.dimension() == Dimension.TIME;
        final long slack = isTime && !isSameBand ? 0 : session.slack();
        final long units = Math.min(event.quantity, limit - session.counted() + slack);
        if (units == 0) {
            throw new Refusal(ResultCode.UNFUNDED);
        }
        return new Quota(units, holds(account, limit).orElseThrow(() -> new Refusal(ResultCode.UNFUNDED)));
    }

    private Optional<Map<Integer, Fraction>> heldOrNone(final ReferenceAccount account, final long limit) {
        try {
            return holds(account, limit);
        } catch (final Refusal refusal) {
            return Optional.empty();
        }
    }

    private Optional<Map<Integer, Fraction>> holds(final ReferenceAccount account, final long limit) {
        final ReferenceAttempt attempt = new ReferenceAttempt(this, account.copy(), limit, true);
        return attempt.succeeds() ? Optional.of(attempt.holds(account)) : Optional.empty();
    }

    /** Its usage up to the first change of bands where the charge cuts there. */
    long usageInFirstBand() {
        if (!charge.cutAtBand() || catalog.calendar(charge).isEmpty() || service.dimension() != Dimension.TIME) {
            return event.quantity;
        }
        final long end = event.startMs + event.quantity;
        long time = event.startMs;
        while (time < end
                && ReferenceBands.at(time, catalog.calendar(charge).get(), catalog.model)
                        .equals(startBand)) {
            time = Math.min(ReferenceBands.nextMinute(time), end);
        }
        return time - event.startMs;
    }

    /** True of a level that is the latest of its cycle. */
    boolean setsLevel(final ReferenceAccount account) {
        final AccumulatorModel model = charge.accumulator().orElseThrow();
        final Owner owner = account.owners.get(model.pooled() ? 0 : event.subscriber);
        return event.startMs
                >= owner.accumulators
                        .getOrDefault(new AccumulatorKey(model.name(), cycle.from()), Accumulated.NOTHING)
                        .latest();
    }

    record Rated(ResultCode code, ReferenceAccount account) {}

    /** True if somewhere one unit more costs less: then a part may cost more than the whole, and none is granted. */
    private boolean falls() {
        return charge.pricing().values().stream()
                .flatMap(pricing -> tables(pricing).stream())
                .filter(tiers -> tiers.source() == QuantitySource.USAGE)
                .anyMatch(tiers -> new ReferenceTiers(tiers, Fraction.ONE).falls());
    }

    private static List<Tiers> tables(final PricingModel pricing) {
        if (pricing instanceof PricingModel.Matrix matrix) {
            return matrix.rows().stream().map(PricingModel.Row::tiers).toList();
        }
        return pricing instanceof Tiers tiers ? List.of(tiers) : List.of();
    }

    /** The largest number up to a bound for which something can be paid, or 0. */
    private static long most(final long bound, final LongPredicate payable) {
        if (bound > BLOCKS_TRIED) {
            return bisected(bound, payable);
        }
        long blocks = bound;
        while (blocks > 0 && !payable.test(blocks)) {
            blocks--;
        }
        return blocks;
    }

    private static long bisected(final long bound, final LongPredicate payable) {
        long paid = 0;
        long beyond = bound + 1;
        while (beyond - paid > 1) {
            final long middle = paid + (beyond - paid) / 2;
            if (payable.test(middle)) {
                paid = middle;
            } else {
                beyond = middle;
            }
        }
        return paid;
    }
}
