package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.SubscriptionSlot;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.EffectKind;

/** Commands that are not usage, on an open account. Guards first; effects last. Reused; one thread. */
final class AccountCommands {
    /** What an adjustment's {@code text} says when it is of a line and not of a bucket. */
    private static final String LINE = "line";

    private final Cycles cycles;
    private final Grants grants;
    private final Documents documents;
    private final BucketList buckets = new BucketList();

    AccountCommands(final Cycles cycles, final Grants grants, final Documents documents) {
        this.cycles = cycles;
        this.grants = grants;
        this.documents = documents;
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
        if (holds(record, plan.symbol(), fromMs)) {
            return ResultCode.ALREADY_EXISTS;
        }
        if (command.untilMs != 0 && command.untilMs <= fromMs) {
            return ResultCode.INVALID_VALUE;
        }
        if (!Cycles.isOpen(account)) {
            cycles.open(stage, account, fromMs);
        }
        cycles.turnTo(stage, account, catalogs, fromMs);
        begin(stage, account, command, plan, Seconds.of(fromMs));
        if (plan.fee() != 0 && plan.model().inAdvance()) {
            Lines.charge(
                    stage, account.head(), plan.feeLine(), Cycles.cycleOf(account, fromMs), LineSlot.FEE, plan.fee());
            documents.issueAll(stage, account, catalog, DocumentKind.START, command.atMs, 0);
        }
        return ResultCode.DONE;
    }

    private void begin(
            final Stage stage, final Account account, final Command command, final Plan plan, final long from) {
        stage.put(EffectKind.SUBSCRIBED)
                .field(command.subscriber)
                .field(plan.symbol())
                .field(from)
                .field(command.untilMs == 0 ? Seconds.FOREVER : Seconds.of(command.untilMs));
        grants.begin(account);
        grants.putPlan(stage, account, command.subscriber, plan, from, AccountSlot.cycleTo(account.head()), true);
        stage.apply();
    }

    private static boolean holds(final StateRecord record, final int plan, final long timeMs) {
        for (int slot = 0; slot < record.slots(); slot++) {
            if (record.kind(slot) == SlotKind.SUBSCRIPTION
                    && SubscriptionSlot.plan(record, slot) == plan
                    && SubscriptionSlot.holdsAt(record, slot, timeMs)) {
                return true;
            }
        }
        return false;
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
        if (granted <= 0 || money < 0 || command.untilMs != 0 && command.untilMs <= fromMs) {
            return ResultCode.INVALID_VALUE;
        }
        cycles.turnTo(stage, account, catalogs, fromMs);
        putGrant(stage, account, command, type, granted, Seconds.of(fromMs));
        if (!type.money() && money > 0) {
            Lines.charge(stage, account.head(), Symbol.of(command.text), Cycles.cycleOf(account, fromMs), 0, money);
        }
        return ResultCode.DONE;
    }

    private void putGrant(
            final Stage stage,
            final Account account,
            final Command command,
            final BucketType type,
            final long granted,
            final long from) {
        final long cycleTo = Cycles.isOpen(account) ? AccountSlot.cycleTo(account.head()) : Seconds.FOREVER;
        final long to =
                command.untilMs == 0 ? Grants.validTo(account, type, from, cycleTo) : Seconds.of(command.untilMs);
        grants.begin(account);
        grants.put(stage, type.pooled() ? 0 : command.subscriber, type, granted, from, to, 0, Grants.cycles(type));
        stage.apply();
    }

    ResultCode adjust(final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final Catalog catalog = catalogs.at(command.atMs);
        if (catalog == null) {
            return ResultCode.NO_CATALOG;
        }
        final long money = command.hasAmount ? catalog.scaled(command.amountUnscaled, command.amountDecimals) : 0;
        if (LINE.equals(command.text)) {
            cycles.turnTo(stage, account, catalogs, command.atMs);
            Lines.charge(
                    stage, account.head(), Symbol.of(command.name), Cycles.cycleOf(account, command.atMs), 0, money);
            return ResultCode.DONE;
        }
        final BucketType type = catalog.bucket(Symbol.of(command.name));
        if (type == null) {
            return ResultCode.UNKNOWN_NAME;
        }
        cycles.turnTo(stage, account, catalogs, command.atMs);
        final long delta = type.money() ? money : command.quantity;
        if (delta > 0) {
            putGrant(stage, account, command, type, delta, Seconds.of(command.atMs));
            return ResultCode.DONE;
        }
        return delta == 0 ? ResultCode.INVALID_VALUE : withdraw(stage, account, command, type, -delta);
    }

    private ResultCode withdraw(
            final Stage stage,
            final Account account,
            final Command command,
            final BucketType type,
            final long quantity) {
        buckets.gather(account.record(type.pooled() ? 0 : command.subscriber), type, command.atMs);
        buckets.reset();
        long rest = quantity;
        for (int i = 0; i < buckets.size() && rest > 0; i++) {
            final long taken = Math.min(rest, Math.max(0, buckets.left(i)));
            buckets.drawn(i).add(taken);
            rest -= taken;
        }
        if (rest > 0) {
            return ResultCode.INVALID_VALUE;
        }
        UsageCharging.putDraws(stage, buckets);
        stage.apply();
        return ResultCode.DONE;
    }
}
