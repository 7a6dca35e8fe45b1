package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.SessionSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.BandStretch;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.OverageModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.money.ExactAmount;

/** Rates one usage event: chooses the charge, finds how much of it can be paid, and puts the effects. Reused; one thread. */
final class UsageCharging {
    private final BandStretch stretch = new BandStretch();
    private final ChargeChoice choice = new ChargeChoice(stretch);
    private final Quote quote = new Quote(choice, stretch);
    private final Funding funding = quote.funding();
    private final ExactAmount grossBefore = new ExactAmount();
    private final Documents documents;
    private final Refills refills;

    UsageCharging(final Documents documents, final Refills refills) {
        this.documents = documents;
        this.refills = refills;
    }

    /**
     * What {@link #charge} is given of an event.
     *
     * @param continued  true: not its first part, which alone carries the event's amount
     * @param laterUsage usage of later parts, unfunded if this one is not wholly funded
     */
    record Share(boolean continued, long laterUsage) {
        static final Share WHOLE = new Share(false, 0);
    }

    /** The charge that priced the last event. */
    Charge charge() {
        return choice.charge();
    }

    /** The charge that prices an event, or null; valid until the next call. */
    Charge choose(final Account account, final Command event, final Catalog catalog) {
        return choice.choose(account, event, catalog, catalog.zoneOf(event)) ? choice.charge() : null;
    }

    /** The event's cycle, seconds, is current or late but open. Guards first; effects last. */
    ResultCode charge(
            final Stage stage,
            final Account account,
            final Command event,
            final Share share,
            final Catalog catalog,
            final long cycleFrom) {
        final int zone = catalog.zoneOf(event);
        if (!choice.choose(account, event, catalog, zone)) {
            return ResultCode.NO_TARIFF;
        }
        final boolean carries =
                event.hasAmount && !(share.continued && choice.charge().source() == QuantitySource.AMOUNT);
        final long carried = carries ? catalog.scaled(event.amountUnscaled, event.amountDecimals) : 0;
        quote.begin(account, event, catalog, zone, cycleFrom, carried);
        final long wanted = quote.wanted();
        long granted = wanted;
        if (!quote.price(wanted)) {
            if (quote.noRow()) {
                return ResultCode.NO_TARIFF;
            }
            if (quote.beyondLastTier()) {
                return ResultCode.BEYOND_LAST_TIER;
            }
            if (event.payer != Payer.ANY) {
                return ResultCode.NOT_COVERED;
            }
            granted = quote.affordable(wanted);
            if (granted == 0) {
                return share.continued ? unfunded(stage, event, catalog, zone, share) : ResultCode.UNFUNDED;
            }
            quote.price(granted);
        }
        final long unfunded = granted == wanted ? 0 : wanted - granted + share.laterUsage;
        if (hasMoreSteps()) {
            stage.protect(event.subscriber);
        }
        put(stage, event, catalog, zone, cycleFrom, unfunded);
        putLate(stage, account.head(), cycleFrom);
        stage.apply();
        bill(stage, account, catalog, event, cycleFrom);
        return granted == wanted ? ResultCode.DONE : ResultCode.PARTLY_FUNDED;
    }

    /** A later part of which nothing can be paid changes nothing; the earlier parts stand. */
    private ResultCode unfunded(
            final Stage stage, final Command event, final Catalog catalog, final int zone, final Share share) {
        putRated(stage, event, catalog, zone, 0, quote.wanted() + share.laterUsage);
        return ResultCode.UNFUNDED;
    }

    /** A document or a carried level may follow, and come to more than an amount can say: then the event does not happen. */
    private boolean hasMoreSteps() {
        return choice.plan().threshold() != Charge.NONE
                || choice.charge().metric() == Metric.TIME_WEIGHTED
                || choice.charge().overage().policy() == OverageModel.Policy.CHARGE_NOW;
    }

    private void put(
            final Stage stage,
            final Command event,
            final Catalog catalog,
            final int zone,
            final long cycleFrom,
            final long unfunded) {
        final Charge charge = choice.charge();
        putRated(stage, event, catalog, zone, quote.units(), unfunded);
        putParts(stage);
        stage.explained();
        putDraws(stage, quote.unitBuckets());
        putDraws(stage, quote.moneyBuckets());
        refills.drawn(quote.unitBuckets());
        refills.drawn(quote.moneyBuckets());
        quote.shares().putDrawn(stage, event.subscriber, cycleFrom);
        putAccumulator(stage, event, charge, cycleFrom);
        putMoney(stage, charge, cycleFrom);
        putSession(stage, event, charge);
    }

    private void putRated(
            final Stage stage,
            final Command event,
            final Catalog catalog,
            final int zone,
            final long counted,
            final long unfunded) {
        stage.put(EffectKind.RATED)
                .field(choice.charge().symbol())
                .field(zone)
                .field(catalog.effectiveMs() / 1000)
                .field(choice.startPrice().matchedLength())
                .field(event.quantity)
                .field(counted)
                .field(unfunded);
    }

    private static void putLate(final Stage stage, final StateRecord head, final long cycleFrom) {
        if (cycleFrom < AccountSlot.cycleFrom(head)) {
            stage.put(EffectKind.LATE).field(cycleFrom).field(cycleFrom < AccountSlot.closedUntil(head) ? 1 : 0);
        }
    }

    private void putParts(final Stage stage) {
        final Parts parts = quote.parts();
        for (int i = 0; i < parts.size(); i++) {
            stage.put(EffectKind.SLICE)
                    .field(parts.field(i, 0))
                    .field(parts.field(i, 1))
                    .field(parts.field(i, 2))
                    .field(parts.field(i, 3))
                    .field(parts.field(i, 4))
                    .field(parts.field(i, 5));
        }
    }

    static void putDraws(final Stage stage, final BucketList buckets) {
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.touched(i)) {
                if (buckets.numeratorBefore(i) != 0) {
                    stage.put(EffectKind.BUCKET_BEFORE)
                            .field(buckets.numeratorBefore(i))
                            .field(buckets.denominatorBefore(i));
                }
                stage.put(EffectKind.BUCKET_DRAWN)
                        .field(buckets.ordinal(i))
                        .field(buckets.id(i))
                        .field(buckets.drawn(i).whole())
                        .field(fitsInt(buckets.drawn(i).numerator()))
                        .field(fitsInt(buckets.drawn(i).denominator()));
            }
        }
    }

    /** State keeps the fraction of a bucket in 32 bits; a drawdown rate beyond that is out of range. */
    private static long fitsInt(final long value) {
        return Math.toIntExact(value);
    }

    private void putAccumulator(final Stage stage, final Command event, final Charge charge, final long cycleFrom) {
        if (charge.metric() == Metric.TIME_WEIGHTED) {
            putLevel(stage, event, charge, cycleFrom);
            return;
        }
        final boolean isLatest = charge.metric() == Metric.LATEST && quote.units() > 0;
        if (charge.accumulator() == 0 || quote.moved() == 0 && !isLatest) {
            return;
        }
        quote.accumulatorAfter();
        stage.put(EffectKind.ACCUMULATED)
                .field(quote.accumulatorOrdinal())
                .field(charge.accumulator())
                .field(cycleFrom)
                .field(quote.moved())
                .field(charge.metric() == Metric.LATEST ? quote.latestMs() : 0);
        if (charge.metric() == Metric.UNIQUE && quote.moved() != 0) {
            stage.put(EffectKind.UNIQUE_SEEN)
                    .field(quote.accumulatorOrdinal())
                    .field(charge.accumulator())
                    .field(cycleFrom)
                    .field(quote.uniqueValue());
        }
    }

    private void putLevel(final Stage stage, final Command event, final Charge charge, final long cycleFrom) {
        if (quote.isLevelSet()) {
            stage.put(EffectKind.LEVEL_SET)
                    .field(quote.accumulatorOrdinal())
                    .field(charge.accumulator())
                    .field(cycleFrom)
                    .field(event.quantity)
                    .field(quote.averageAfter().whole())
                    .field(quote.averageAfter().numerator())
                    .field(quote.averageAfter().denominator())
                    .field(event.startMs);
        }
    }

    private void putMoney(final Stage stage, final Charge charge, final long cycleFrom) {
        if (funding.isPrepaid()) {
            putLineBefore(stage, funding.prepaidNumerator(), funding.prepaidDenominator());
            stage.put(EffectKind.CHARGED)
                    .field(charge.line())
                    .field(cycleFrom)
                    .field(LineSlot.PREPAID)
                    .field(funding.prepaidWhole())
                    .field(funding.prepaidAfter().numerator())
                    .field(funding.prepaidAfter().denominator());
        }
        if (!funding.toUnbilled().isZero()) {
            funding.loadUnbilled();
            putLineBefore(stage, funding.unbilledNumerator(), funding.unbilledDenominator());
            stage.put(EffectKind.CHARGED)
                    .field(charge.line())
                    .field(cycleFrom)
                    .field(0)
                    .field(funding.unbilledWhole())
                    .field(funding.unbilledAfter().numerator())
                    .field(funding.unbilledAfter().denominator());
        }
    }

    private static void putLineBefore(final Stage stage, final long numerator, final long denominator) {
        if (numerator != 0) {
            stage.put(EffectKind.LINE_BEFORE).field(numerator).field(denominator);
        }
    }

    private void putSession(final Stage stage, final Command event, final Charge charge) {
        if (event.session == 0 || quote.countedAfter() == 0) {
            return;
        }
        if (quote.continuesSession()) {
            putSessionBefore(stage, quote.subscriber(), event.session);
        }
        stage.put(EffectKind.SESSION_MOVED)
                .field(event.subscriber)
                .field(event.session)
                .field(charge.symbol())
                .field(quote.countedAfter())
                .field(quote.slackAfter())
                .field(quote.tierPosition())
                .field(quote.lastBand())
                .field((int) (event.startMs / 1000))
                .field(quote.gross().whole())
                .field(quote.gross().numerator())
                .field(quote.gross().denominator());
        if (event.sessionEnds) {
            stage.put(EffectKind.SESSION_ENDED).field(event.subscriber).field(event.session);
        }
    }

    private void putSessionBefore(final Stage stage, final StateRecord record, final long session) {
        final int slot = SessionSlot.find(record, SlotKind.SESSION, session);
        SessionSlot.gross(record, SessionSlot.find(record, SlotKind.SESSION_MONEY, session), grossBefore);
        stage.put(EffectKind.SESSION_BEFORE)
                .field(SessionSlot.charge(record, slot))
                .field(SessionSlot.counted(record, slot))
                .field(SessionSlot.slack(record, slot))
                .field(SessionSlot.tierPosition(record, slot))
                .field(SessionSlot.lastBand(record, slot))
                .field(SessionSlot.at(record, slot))
                .field(grossBefore.whole())
                .field(grossBefore.numerator())
                .field(grossBefore.denominator());
    }

    private void bill(
            final Stage stage,
            final Account account,
            final Catalog catalog,
            final Command event,
            final long cycleFrom) {
        final Charge charge = choice.charge();
        if (charge.overage().policy() == OverageModel.Policy.CHARGE_NOW
                && funding.toUnbilled().compareTo(0) > 0) {
            documents.issueLine(stage, account, catalog, event.atMs, charge.line(), cycleFrom);
        }
        if (choice.plan().threshold() != Charge.NONE) {
            documents.issueAtThreshold(stage, account, catalog, event.atMs, choice.plan());
        }
    }
}
