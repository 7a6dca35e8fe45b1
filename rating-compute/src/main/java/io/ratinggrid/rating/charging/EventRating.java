package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/** Rates usage: turns cycles to its start, and charges it whole or in its parts. Reused; one thread. */
final class EventRating {
    private final Cycles cycles;
    private final UsageCharging usage;
    private final SplitCharging split;

    EventRating(final Cycles cycles, final Documents documents, final Refills refills) {
        this.cycles = cycles;
        usage = new UsageCharging(documents, refills);
        split = new SplitCharging(cycles, usage);
    }

    ResultCode rate(
            final Stage stage,
            final Account account,
            final long sequence,
            final Command event,
            final CatalogHistory catalogs) {
        final Catalog catalog = catalogs.at(event.startMs);
        if (catalog == null) {
            return ResultCode.NO_CATALOG;
        }
        if (!Cycles.isOpen(account)) {
            return ResultCode.NO_TARIFF;
        }
        cycles.turnTo(stage, account, catalogs, event.startMs);
        final long cycleFrom = Cycles.cycleOf(account, event.startMs);
        if (Cycles.isGone(account, cycleFrom)) {
            return ResultCode.PERIOD_FINAL;
        }
        if (split.isSplit(account, event, catalog, catalogs)) {
            stage.widenWhole();
            return split.charge(stage, account, sequence, event, catalogs);
        }
        final ResultCode code = usage.charge(stage, account, event, UsageCharging.Share.WHOLE, catalog, cycleFrom);
        if (code == ResultCode.DONE && cycleFrom < AccountSlot.cycleFrom(account.head())) {
            carryLate(stage, account, event, catalogs, cycleFrom);
        }
        return code;
    }

    private void carryLate(
            final Stage stage,
            final Account account,
            final Command event,
            final CatalogHistory catalogs,
            final long cycleFrom) {
        final Charge charge = usage.charge();
        if (charge.metric() == Metric.TIME_WEIGHTED) {
            final StateRecord record = account.record(charge.pooled() ? 0 : event.subscriber);
            cycles.carryLate(stage, account, catalogs, record, charge.accumulator(), cycleFrom);
        }
    }
}
