package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.effect.EffectWriter;

/** Commands that are not usage, on an open account. Guards first; effects last. Reused; one thread. */
final class AccountCommands {
    /** What an adjustment's {@code text} says when it is of a line and not of a bucket. */
    private static final String LINE = "line";

    private final Cycles cycles;
    private final Grants grants;
    private final Fees fees;
    private final BucketList buckets = new BucketList();

    AccountCommands(final Cycles cycles, final Grants grants, final Fees fees) {
        this.cycles = cycles;
        this.grants = grants;
        this.fees = fees;
    }

    ResultCode addSubscriber(final Stage stage, final Account account, final Command command) {
        for (int ordinal = 1; ordinal <= account.subscribers(); ordinal++) {
            if (account.record(ordinal).name().equals(command.name)) {
                return ResultCode.ALREADY_EXISTS;
            }
        }
        stage.put(EffectKind.SUBSCRIBER_ADDED).field(account.subscribers() + 1L).text(command.name);
        stage.apply();
        return ResultCode.DONE;
    }

    ResultCode subscribe(
            final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final long fromMs = command.fromMs == 0 ? command.atMs : command.fromMs;
        final Catalog catalog = catalogs.at(fromMs);
        if (catalog == null) {
            return ResultCode.NO_CATALOG;
        }
        final Plan plan = catalog.plan(Symbol.of(command.name));
        if (plan == null) {
            return ResultCode.UNKNOWN_NAME;
        }
        final StateRecord record = account.record(command.subscriber);
        if (PlanChanges.find(record, plan.symbol(), fromMs) >= 0) {
            return ResultCode.ALREADY_EXISTS;
        }
        if (command.untilMs != 0 && command.untilMs <= fromMs
                || !PlanChanges.isQuantity(command.quantity)
                || !SubscriptionAmounts.areOf(plan, catalog, command)) {
            return ResultCode.INVALID_VALUE;
        }
        cycles.turnTo(stage, account, catalogs, command.atMs);
        final long from = Seconds.of(fromMs);
        if (plan.model().proration().isPresent()
                && Cycles.isOpen(account)
                && from < AccountSlot.cycleFrom(account.head())) {
            return ResultCode.INVALID_VALUE;
        }
        stage.protect(command.subscriber);
        if (!Cycles.isOpen(account)) {
            cycles.open(stage, account, fromMs);
        }
        final int slot = record.slots();
        putSubscribed(stage, command, plan, from);
        SubscriptionAmounts.put(stage, record, slot, plan, catalog, command);
        stage.apply();
        final long cycleTo = AccountSlot.cycleTo(account.head());
        if (from < cycleTo) {
            grants.begin(account);
            grants.putPlan(stage, account, record, slot, plan, from, cycleTo, true);
            stage.apply();
            fees.begin(stage, account, record, slot, catalog, command.atMs);
        }
        return ResultCode.DONE;
    }

    private static void putSubscribed(final Stage stage, final Command command, final Plan plan, final long from) {
        final boolean one = command.quantity <= 1;
        final EffectWriter effect = stage.put(one ? EffectKind.SUBSCRIBED : EffectKind.SUBSCRIPTION_BEGUN)
                .field(command.subscriber)
                .field(plan.symbol())
                .field(from)
                .field(command.untilMs == 0 ? Seconds.FOREVER : Seconds.of(command.untilMs));
        if (!one) {
            effect.field(command.quantity).field(0);
        }
    }

    ResultCode topUp(final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final long fromMs = command.fromMs == 0 ? command.atMs : command.fromMs;
        final Catalog catalog = catalogs.at(fromMs);
        if (catalog == null) {
            return ResultCode.NO_CATALOG;
        }
        final BucketType type = catalog.bucket(Symbol.of(command.name));
        if (type == null) {
            return ResultCode.UNKNOWN_NAME;
        }
        final long money = command.hasAmount ? catalog.scaled(command.amountUnscaled, command.amountDecimals) : 0;
        final long granted = type.money() ? money : command.quantity;
        final long price = type.money() ? 0 : money;
        if (granted <= 0 || price < 0 || price > 0 && command.text.isEmpty() || endsBefore(command, fromMs)) {
            return ResultCode.INVALID_VALUE;
        }
        cycles.turnTo(stage, account, catalogs, command.atMs);
        stage.protect(command.subscriber);
        if (price > 0) {
            Lines.charge(stage, account.head(), catalogs, command.text, Cycles.cycleOf(account, fromMs), price);
        }
        grants.putOne(stage, account, command.subscriber, type, granted, Seconds.of(fromMs), command.untilMs);
        return ResultCode.DONE;
    }

    ResultCode adjust(final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final Catalog catalog = catalogs.at(command.atMs);
        if (catalog == null) {
            return ResultCode.NO_CATALOG;
        }
        final long money = command.hasAmount ? catalog.scaled(command.amountUnscaled, command.amountDecimals) : 0;
        if (LINE.equals(command.text)) {
            if (!command.hasAmount || command.name.isEmpty()) {
                return ResultCode.INVALID_VALUE;
            }
            cycles.turnTo(stage, account, catalogs, command.atMs);
            Lines.charge(stage, account.head(), catalogs, command.name, Cycles.cycleOf(account, command.atMs), money);
            return ResultCode.DONE;
        }
        final BucketType type = catalog.bucket(Symbol.of(command.name));
        if (type == null) {
            return ResultCode.UNKNOWN_NAME;
        }
        final long delta = type.money() ? money : command.quantity;
        if (delta == 0 || endsBefore(command, command.atMs)) {
            return ResultCode.INVALID_VALUE;
        }
        cycles.turnTo(stage, account, catalogs, command.atMs);
        if (delta < 0) {
            return withdraw(stage, account, command, type, Math.negateExact(delta));
        }
        grants.putOne(stage, account, command.subscriber, type, delta, Seconds.of(command.atMs), command.untilMs);
        return ResultCode.DONE;
    }

    private static boolean endsBefore(final Command command, final long fromMs) {
        return command.untilMs != 0 && command.untilMs <= fromMs;
    }

    private ResultCode withdraw(
            final Stage stage,
            final Account account,
            final Command command,
            final BucketType type,
            final long quantity) {
        buckets.gather(account.record(type.pooled() ? 0 : command.subscriber), type, command.atMs);
        if (!buckets.withdraw(quantity)) {
            return ResultCode.INVALID_VALUE;
        }
        UsageCharging.putDraws(stage, buckets);
        stage.apply();
        return ResultCode.DONE;
    }
}
