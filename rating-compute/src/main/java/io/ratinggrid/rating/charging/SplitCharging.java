package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.SessionSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.EffectKind;

/**
 * Rates an event over a period or version boundary that its charge splits: part by part, as records of one session, all or
 * none (docs/RATING.md, "Split usage"). The parts are rated on a copy of the account, whose effects are taken over if all
 * goes well; events at boundaries are rare enough for a copy. Reused; one thread.
 */
final class SplitCharging {
    /** Session of the parts of an event that has none; hashes of sessions are not this. */
    private static final long OWN_SESSION = Long.MIN_VALUE;

    private final Cycles cycles;
    private final UsageCharging usage;
    private final UsageParts parts = new UsageParts();
    private final Command part = new Command();
    private final Stage trial = new Stage();
    private final ByteSink effects = new ByteSink(1 << 10);

    SplitCharging(final Cycles cycles, final UsageCharging usage) {
        this.cycles = cycles;
        this.usage = usage;
    }

    /** Cuts the event into its parts; false if it stays whole. Its cycle is current or late. */
    boolean isSplit(final Account account, final Command event, final Catalog catalog, final CatalogHistory catalogs) {
        final long endMs = endMs(event, catalog);
        if (event.quantity == 0 || endMs <= boundaryMs(account, event, catalogs)) {
            return false;
        }
        final Charge charge = usage.choose(account, event, catalog);
        if (charge == null || !charge.splitAtPeriod() && !charge.splitAtVersion()) {
            return false;
        }
        parts.cut(account, catalogs, event.startMs, endMs, charge.splitAtPeriod(), charge.splitAtVersion());
        parts.share(event.quantity, endMs);
        return parts.size() > 1;
    }

    /** When the event ended: time usage takes as long as it says; other usage is over at its start if it names no end. */
    private static long endMs(final Command event, final Catalog catalog) {
        if (catalog.dimension(event.service) != Dimension.TIME) {
            return event.untilMs;
        }
        final long endMs = event.startMs + event.quantity;
        return endMs < event.startMs ? Long.MAX_VALUE : endMs;
    }

    /** No boundary lies between the event's start and this. */
    private static long boundaryMs(final Account account, final Command event, final CatalogHistory catalogs) {
        final long cycleMs = event.startMs >= AccountSlot.cycleFrom(account.head()) * 1000
                ? AccountSlot.cycleTo(account.head()) * 1000
                : event.startMs;
        return Math.min(cycleMs, catalogs.nextAfter(event.startMs));
    }

    /** Rates the parts that {@link #isSplit} cut. */
    ResultCode charge(
            final Stage stage,
            final Account account,
            final long sequence,
            final Command event,
            final CatalogHistory catalogs) {
        final Account copy = account.copy();
        effects.truncate(0);
        trial.begin(effects, copy, sequence);
        part.copyUsage(event);
        part.session = event.session == 0 ? OWN_SESSION : event.session;
        part.sessionEnds = false;
        final ResultCode code = chargeParts(copy, catalogs);
        if (code.kind() != ResultCode.Kind.RATED) {
            return code;
        }
        if (event.session == 0 || event.sessionEnds) {
            endSession(copy);
        }
        stage.putAll(effects);
        stage.apply();
        return code;
    }

    private ResultCode chargeParts(final Account copy, final CatalogHistory catalogs) {
        boolean continued = false;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.quantity(i) > 0) {
                final ResultCode code = chargePart(copy, catalogs, i, continued);
                if (continued && code == ResultCode.UNFUNDED) {
                    return ResultCode.PARTLY_FUNDED;
                }
                if (code != ResultCode.DONE) {
                    return code;
                }
                continued = true;
            }
        }
        return ResultCode.DONE;
    }

    private ResultCode chargePart(
            final Account copy, final CatalogHistory catalogs, final int index, final boolean continued) {
        part.startMs = parts.startMs(index);
        part.quantity = parts.quantity(index);
        cycles.turnTo(trial, copy, catalogs, part.startMs);
        trial.put(EffectKind.PART).field(part.startMs).field(part.quantity);
        return usage.charge(
                trial,
                copy,
                part,
                new UsageCharging.Share(continued, parts.quantityAfter(index)),
                catalogs.at(part.startMs),
                Cycles.cycleOf(copy, part.startMs));
    }

    private void endSession(final Account copy) {
        if (SessionSlot.find(copy.record(part.subscriber), SlotKind.SESSION, part.session) >= 0) {
            trial.put(EffectKind.SESSION_ENDED).field(part.subscriber).field(part.session);
        }
    }
}
