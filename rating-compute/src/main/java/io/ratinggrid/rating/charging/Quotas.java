package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.catalog.BandStretch;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.command.SessionGroup;
import io.ratinggrid.rating.effect.EffectKind;

/** How much of what a session asks for can be paid, and the effects that hold it (docs/RATING.md, "Reservations"). Reused; one thread. */
final class Quotas {
    /** A session is to report when this share of its quota is left: a fifth. */
    private static final int THRESHOLD_SHARE = 5;

    private final BandStretch stretch = new BandStretch();
    private final ChargeChoice choice = new ChargeChoice(stretch);
    private final Quote quote = new Quote(choice, stretch).toHold();
    private final Command event = new Command();
    private final Refills refills;
    private long granted;
    private long tariffChange;
    private boolean isFinal;

    Quotas(final Refills refills) {
        this.refills = refills;
    }

    /** Holds for one rating group what it asks for, or the part that can be paid; its cycle is that of {@code startMs}. */
    ResultCode reserve(
            final Stage stage,
            final Account account,
            final Command command,
            final SessionGroup group,
            final CatalogHistory catalogs,
            final long startMs) {
        granted = 0;
        tariffChange = 0;
        isFinal = false;
        quote.clear();
        event.usageOf(command, group, group.requested, startMs);
        final ResultCode code = quote(account, command, catalogs);
        if (code.kind() == ResultCode.Kind.RATED) {
            hold(stage, command, group);
        } else {
            quote.reset();
        }
        answer(stage, command, group, code);
        return code;
    }

    private ResultCode quote(final Account account, final Command command, final CatalogHistory catalogs) {
        final Catalog catalog = catalogs.at(event.startMs);
        final int zone = catalog.zoneOf(event);
        if (!choice.choose(account, event, catalog, zone)) {
            return ResultCode.NO_TARIFF;
        }
        final Charge charge = choice.charge();
        if (charge.metric() == Metric.TIME_WEIGHTED) {
            return ResultCode.NOT_SUPPORTED;
        }
        lookForChange(charge, command, catalog, catalogs);
        quote.begin(account, event, catalog, zone, Cycles.cycleOf(account, event.startMs), 0);
        final long wanted = quote.wanted();
        if (quote.price(wanted)) {
            granted = event.quantity;
            return ResultCode.DONE;
        }
        if (quote.noRow()) {
            return ResultCode.NO_TARIFF;
        }
        if (quote.beyondLastTier()) {
            return ResultCode.BEYOND_LAST_TIER;
        }
        final long counted = quote.affordable(wanted);
        granted = Math.min(event.quantity, counted + quote.slackBefore());
        isFinal = granted < event.quantity;
        if (granted == 0 || !quote.price(counted)) {
            return ResultCode.UNFUNDED;
        }
        return isFinal ? ResultCode.PARTLY_FUNDED : ResultCode.DONE;
    }

    /**
     * The first change of a price while the quota is valid or, of time, used: another band, or the next version of the catalog. Where bands
     * cut, what is held ends with the band: behind it blocks begin anew.
     */
    private void lookForChange(
            final Charge charge, final Command command, final Catalog catalog, final CatalogHistory catalogs) {
        final boolean isTime = catalog.dimension(event.service) == Dimension.TIME;
        final long usedMs = isTime ? Math.addExact(event.startMs, event.quantity) : event.startMs;
        final long endMs = Math.max(usedMs, Math.addExact(event.startMs, 1000 * Reservations.validity(command)));
        long changeMs = Math.min(endMs, catalogs.nextAfter(event.startMs));
        if (charge.bands() != null) {
            final long bandMs = stretch.bandEnd(charge.bands(), event.startMs, endMs);
            changeMs = Math.min(changeMs, bandMs);
            if (isTime && bandMs < usedMs && charge.cutAtBand()) {
                event.quantity = bandMs - event.startMs;
            }
        }
        tariffChange = changeMs < endMs ? changeMs / 1000 : 0;
    }

    private void hold(final Stage stage, final Command command, final SessionGroup group) {
        final long until = Math.addExact(Math.floorDiv(command.atMs, 1000L), 2 * Reservations.validity(command));
        stage.put(EffectKind.RESERVED)
                .field(command.subscriber)
                .field(command.session)
                .field(group.group)
                .field(group.service)
                .field(granted)
                .field(event.startMs)
                .field(Seconds.of(Math.multiplyExact(until, 1000L)));
        putHolds(stage, command, group, quote.unitBuckets());
        putHolds(stage, command, group, quote.moneyBuckets());
        refills.held(quote.unitBuckets());
        refills.held(quote.moneyBuckets());
        if (quote.funding().creditToHold() > 0) {
            putHold(stage, command, group, 0, 0, quote.funding().creditToHold());
        }
    }

    private static void putHolds(
            final Stage stage, final Command command, final SessionGroup group, final BucketList buckets) {
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.toHold(i) > 0) {
                putHold(stage, command, group, buckets.ordinal(i), buckets.id(i), buckets.toHold(i));
            }
        }
    }

    private static void putHold(
            final Stage stage,
            final Command command,
            final SessionGroup group,
            final int holder,
            final int bucket,
            final long amount) {
        stage.put(EffectKind.HELD)
                .field(command.subscriber)
                .field(command.session)
                .field(group.group)
                .field(holder)
                .field(bucket)
                .field(amount);
    }

    private void answer(final Stage stage, final Command command, final SessionGroup group, final ResultCode code) {
        final boolean done = code.kind() == ResultCode.Kind.RATED;
        stage.put(EffectKind.QUOTA)
                .field(group.group)
                .field(code.number())
                .field(done ? granted : 0)
                .field(done ? Reservations.validity(command) : 0)
                .field(done && !isFinal ? granted / THRESHOLD_SHARE : 0)
                .field(tariffChange)
                .field(isFinal ? 1 : 0)
                .field(leftUsage(quote.unitBuckets()))
                .field(left(quote.moneyBuckets()));
        stage.apply();
    }

    /** Usage that some buckets may still pay for, whatever each counts in, or the largest quantity if it is more. */
    private static long leftUsage(final BucketList buckets) {
        long sum = 0;
        buckets.unclaim();
        for (int i = 0; i < buckets.size(); i++) {
            sum = plus(sum, buckets.claimUsage(i));
        }
        return sum;
    }

    /** Money that may still be reserved, or the largest amount if it is more. */
    private static long left(final BucketList buckets) {
        long sum = 0;
        buckets.unclaim();
        for (int i = 0; i < buckets.size(); i++) {
            sum = plus(sum, buckets.claim(i));
        }
        return sum;
    }

    private static long plus(final long sum, final long more) {
        return more > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + more;
    }
}
