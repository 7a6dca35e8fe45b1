package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.SubscriptionSlot;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.EffectKind;

/**
 * Commands on a subscription that there is: change of plan or quantity, cancellation, pause and its end. Guards first; effects
 * last. Reused; one thread.
 */
final class PlanChanges {
    private static final long MOST = 1_000_000;

    private final Cycles cycles;
    private final Grants grants;
    private final Fees fees;
    private Catalog catalog;
    private StateRecord record;
    private int slot;
    /** When it takes effect, seconds. */
    private long time;
    /** Start that the cycles of what begins are counted from; 0: its own. */
    private long counted;

    PlanChanges(final Cycles cycles, final Grants grants, final Fees fees) {
        this.cycles = cycles;
        this.grants = grants;
        this.fees = fees;
    }

    /** True for what a command may say of a quantity: 0 says nothing. */
    static boolean isQuantity(final long quantity) {
        return quantity >= 0 && quantity <= MOST;
    }

    /** The first subscription to a plan that holds at an instant, or -1. */
    static int find(final StateRecord record, final int plan, final long timeMs) {
        int found = record.first(SlotKind.SUBSCRIPTION);
        while (found >= 0
                && (SubscriptionSlot.plan(record, found) != plan || !SubscriptionSlot.holdsAt(record, found, timeMs))) {
            found = record.next(SlotKind.SUBSCRIPTION, found);
        }
        return found;
    }

    private static int findPaused(final StateRecord record, final int plan) {
        int found = record.first(SlotKind.SUBSCRIPTION);
        while (found >= 0
                && (SubscriptionSlot.plan(record, found) != plan || !SubscriptionSlot.paused(record, found))) {
            found = record.next(SlotKind.SUBSCRIPTION, found);
        }
        return found;
    }

    ResultCode change(final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final ResultCode code = prepare(stage, account, command, catalogs);
        if (code != ResultCode.DONE) {
            return code;
        }
        final boolean same = command.text.isEmpty() || command.text.equals(command.name);
        final Plan plan = catalog.plan(Symbol.of(same ? command.name : command.text));
        slot = find(record, Symbol.of(command.name), time * 1000);
        if (plan == null || slot < 0) {
            return ResultCode.UNKNOWN_NAME;
        }
        final long before = SubscriptionSlot.quantity(record, slot);
        final long quantity = command.quantity == 0 ? before : command.quantity;
        if (same && quantity == before) {
            return ResultCode.INVALID_VALUE;
        }
        if (!command.grantAmounts.isEmpty() && (same || !SubscriptionAmounts.areOf(plan, catalog, command))) {
            return ResultCode.INVALID_VALUE;
        }
        if (!same && find(record, plan.symbol(), time * 1000) >= 0) {
            return ResultCode.ALREADY_EXISTS;
        }
        stage.protect(command.subscriber);
        final long until = SubscriptionSlot.until(record, slot);
        counted = same ? SubscriptionSlot.countedFrom(record, slot) : 0;
        final Plan credited = end(stage, account, catalogs, false);
        final boolean charged = begin(stage, account, command, plan, until, quantity, same, !same);
        if ((charged || credited != null) && !Fees.isLater(plan)) {
            fees.settle(stage, account, catalog, credited, command.atMs);
        }
        return ResultCode.DONE;
    }

    ResultCode cancel(final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final ResultCode code = prepare(stage, account, command, catalogs);
        if (code != ResultCode.DONE) {
            return code;
        }
        slot = find(record, Symbol.of(command.name), time * 1000);
        if (slot >= 0) {
            endFor(stage, account, command, catalogs, false);
            return ResultCode.DONE;
        }
        slot = findPaused(record, Symbol.of(command.name));
        if (slot < 0) {
            return ResultCode.UNKNOWN_NAME;
        }
        putPauseEnded(stage);
        stage.apply();
        return ResultCode.DONE;
    }

    ResultCode pause(final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final ResultCode code = prepare(stage, account, command, catalogs);
        if (code != ResultCode.DONE) {
            return code;
        }
        if (time >= AccountSlot.cycleTo(account.head())) {
            return ResultCode.INVALID_VALUE;
        }
        slot = find(record, Symbol.of(command.name), time * 1000);
        if (slot < 0) {
            return ResultCode.UNKNOWN_NAME;
        }
        endFor(stage, account, command, catalogs, true);
        return ResultCode.DONE;
    }

    ResultCode resume(final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final ResultCode code = prepare(stage, account, command, catalogs);
        if (code != ResultCode.DONE) {
            return code;
        }
        final Plan plan = catalog.plan(Symbol.of(command.name));
        slot = findPaused(record, Symbol.of(command.name));
        if (plan == null || slot < 0) {
            return ResultCode.UNKNOWN_NAME;
        }
        if (find(record, plan.symbol(), time * 1000) >= 0) {
            return ResultCode.ALREADY_EXISTS;
        }
        final long until = SubscriptionSlot.resumedUntil(record, slot);
        final long paused = SubscriptionSlot.until(record, slot);
        if (time < paused || time >= until) {
            return ResultCode.INVALID_VALUE;
        }
        stage.protect(command.subscriber);
        final long quantity = SubscriptionSlot.quantity(record, slot);
        counted = SubscriptionSlot.countedFrom(record, slot);
        putPauseEnded(stage);
        final boolean missed = paused < AccountSlot.cycleFrom(account.head());
        if (begin(stage, account, command, plan, until, quantity, true, missed) && !Fees.isLater(plan)) {
            fees.settle(stage, account, catalog, null, command.atMs);
        }
        return ResultCode.DONE;
    }

    /** Turns cycles to the time of the command, and finds out when it takes effect: in the current cycle, or at its end. */
    private ResultCode prepare(
            final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final long timeMs = command.fromMs == 0 ? command.atMs : command.fromMs;
        if (catalogs.at(timeMs) == null) {
            return ResultCode.NO_CATALOG;
        }
        if (!isQuantity(command.quantity) || command.atCycleEnd && command.fromMs != 0) {
            return ResultCode.INVALID_VALUE;
        }
        cycles.turnTo(stage, account, catalogs, command.atMs);
        if (!Cycles.isOpen(account)) {
            return ResultCode.UNKNOWN_NAME;
        }
        final long cycleTo = AccountSlot.cycleTo(account.head());
        time = command.atCycleEnd ? cycleTo : Seconds.of(timeMs);
        if (time < AccountSlot.cycleFrom(account.head()) || time > cycleTo) {
            return ResultCode.INVALID_VALUE;
        }
        catalog = catalogs.at(time * 1000);
        record = account.record(command.subscriber);
        return ResultCode.DONE;
    }

    private void endFor(
            final Stage stage,
            final Account account,
            final Command command,
            final CatalogHistory catalogs,
            final boolean paused) {
        stage.protect(command.subscriber);
        final Plan credited = end(stage, account, catalogs, paused);
        if (credited != null && !Fees.isLater(credited)) {
            fees.settle(stage, account, catalog, credited, command.atMs);
        }
    }

    /** Ends the subscription found, with what is given back; the plan that gives it back, or null. */
    private Plan end(final Stage stage, final Account account, final CatalogHistory catalogs, final boolean paused) {
        final Plan credited = fees.credit(stage, account, record, slot, catalogs, time);
        stage.put(EffectKind.SUBSCRIPTION_ENDED)
                .field(record.ordinal())
                .field(slot)
                .field(time)
                .field(paused ? 1 : 0);
        stage.apply();
        return credited;
    }

    private void putPauseEnded(final Stage stage) {
        stage.put(EffectKind.PAUSE_ENDED).field(record.ordinal()).field(slot);
    }

    /** Begins a subscription that goes on from the one found, {@code same} with its plan; true if a fee was charged. */
    private boolean begin(
            final Stage stage,
            final Account account,
            final Command command,
            final Plan plan,
            final long until,
            final long quantity,
            final boolean same,
            final boolean everyCycle) {
        final int begun = record.slots();
        stage.put(EffectKind.SUBSCRIPTION_BEGUN)
                .field(record.ordinal())
                .field(plan.symbol())
                .field(time)
                .field(until)
                .field(quantity)
                .field(same ? SubscriptionSlot.CONTINUED : 0);
        if (counted != 0) {
            stage.put(EffectKind.SUBSCRIPTION_COUNTED)
                    .field(record.ordinal())
                    .field(begun)
                    .field(counted);
        }
        if (same) {
            SubscriptionAmounts.carry(stage, record, slot, begun);
        } else {
            SubscriptionAmounts.put(stage, record, begun, plan, catalog, command);
        }
        stage.apply();
        final long cycleTo = AccountSlot.cycleTo(account.head());
        if (time >= cycleTo) {
            return false;
        }
        if (everyCycle) {
            grants.begin(account);
            grants.putPlan(stage, account, record, begun, plan, time, cycleTo, !same);
            stage.apply();
        }
        return fees.chargeFirst(stage, account, record, begun, catalog);
    }
}
