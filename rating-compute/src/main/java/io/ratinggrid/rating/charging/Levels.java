package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.AccumulatorSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.catalog.TierTable;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.money.ExactAmount;

/**
 * Carries the levels of time-weighted accumulators into a cycle that opens, and charges for them as if they held all of it
 * (docs/RATING.md, "Time-weighted levels"). Reused; one thread.
 */
final class Levels {
    private final PlanList plans = new PlanList();
    private final ExactAmount line = new ExactAmount();
    private final ExactAmount charged = new ExactAmount();

    /** From the cycle that starts at {@code ended} into the one that starts at {@code from}, which is open; both seconds. */
    void carry(final Stage stage, final Account account, final Catalog catalog, final long ended, final long from) {
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (int slot = record.first(SlotKind.ACCUMULATOR);
                    slot >= 0;
                    slot = record.next(SlotKind.ACCUMULATOR, slot)) {
                if (AccumulatorSlot.from(record, slot) == ended && AccumulatorSlot.level(record, slot) > 0) {
                    carry(stage, account, catalog, record, slot, from);
                }
            }
        }
    }

    private void carry(
            final Stage stage,
            final Account account,
            final Catalog catalog,
            final StateRecord record,
            final int slot,
            final long from) {
        final int accumulator = AccumulatorSlot.symbol(record, slot);
        final Charge charge = charge(account, catalog, record, accumulator, from * 1000);
        if (charge != null) {
            put(stage, account, record, charge, from, 0, AccumulatorSlot.level(record, slot));
        }
    }

    /** Takes the level of a late event on into the cycles behind its own, up to the first in which a later one is known. */
    void carryLate(
            final Stage stage,
            final Account account,
            final CatalogHistory catalogs,
            final StateRecord record,
            final int accumulator,
            final long cycleFrom) {
        final long level = AccumulatorSlot.level(record, AccumulatorSlot.find(record, accumulator, cycleFrom));
        long from = Cycles.endOf(account, cycleFrom);
        while (from <= AccountSlot.cycleFrom(account.head())) {
            final int slot = AccumulatorSlot.find(record, accumulator, from);
            final Charge charge = charge(account, catalogs.at(from * 1000), record, accumulator, from * 1000);
            if (charge == null || slot >= 0 && AccumulatorSlot.latestMs(record, slot) >= from * 1000) {
                return;
            }
            final long before = slot < 0 ? 0 : AccumulatorSlot.level(record, slot);
            if (level != before) {
                put(stage, account, record, charge, from, before, level);
            }
            from = Cycles.endOf(account, from);
        }
    }

    /** Charges for a level instead of the one before, as if it held all of the cycle. */
    private void put(
            final Stage stage,
            final Account account,
            final StateRecord record,
            final Charge charge,
            final long from,
            final long levelBefore,
            final long level) {
        final TierTable table = charge.pricing(0).table();
        final StateRecord head = account.head();
        final int lineSlot = LineSlot.find(head, charge.line(), from, 0);
        line.clear();
        if (lineSlot >= 0) {
            LineSlot.amount(head, lineSlot, line);
        }
        final long before = line.whole();
        table.addTo(line, level);
        charged.clear();
        table.addTo(charged, levelBefore);
        line.subtract(charged);
        stage.put(EffectKind.LEVEL_CARRIED)
                .field(record.ordinal())
                .field(charge.accumulator())
                .field(from)
                .field(level)
                .field(charge.line())
                .field(Math.subtractExact(line.whole(), before))
                .field(line.numerator())
                .field(line.denominator());
        stage.apply();
    }

    /** The charge that would price a level of the record: of its own plans, the account's, then any line's for a pool. */
    private Charge charge(
            final Account account,
            final Catalog catalog,
            final StateRecord record,
            final int accumulator,
            final long timeMs) {
        Charge found = charge(record, catalog, record, accumulator, timeMs);
        for (int ordinal = 0; found == null && ordinal <= account.subscribers(); ordinal++) {
            found = charge(account.record(ordinal), catalog, record, accumulator, timeMs);
        }
        return found;
    }

    private Charge charge(
            final StateRecord subscriber,
            final Catalog catalog,
            final StateRecord record,
            final int accumulator,
            final long timeMs) {
        plans.gather(subscriber, catalog, timeMs);
        for (int i = 0; i < plans.size(); i++) {
            final Plan plan = plans.plan(i);
            for (final Charge charge : plan.all()) {
                if (charge.accumulator() == accumulator
                        && charge.metric() == Metric.TIME_WEIGHTED
                        && counts(charge, subscriber, record)) {
                    return charge;
                }
            }
        }
        return null;
    }

    /** True if usage that the charge prices by a plan of {@code subscriber} moves an accumulator of {@code record}. */
    private static boolean counts(final Charge charge, final StateRecord subscriber, final StateRecord record) {
        return charge.pooled()
                ? record.ordinal() == 0
                : subscriber.ordinal() == 0 || subscriber.ordinal() == record.ordinal();
    }
}
