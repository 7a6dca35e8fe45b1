package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.TransitSlot;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.EffectKind;

/**
 * Transfers between accounts (docs/RATING.md, "Transfers"), each step at one account: what is sent is in transit until the answer
 * of the account that it goes to is known here. Whether a step was done before, its callers find out. Reused; one thread.
 */
final class Transfers {
    /** Most items that an account has in transit: they are part of its head, which is copied with many a command. */
    static final int MOST_IN_TRANSIT = 256;

    private static final int NONE = -1;

    private final Cycles cycles;
    private final Grants grants;
    private final BucketList buckets = new BucketList();
    private final ItemNumbers items;

    Transfers(final Cycles cycles, final Grants grants, final ItemNumbers items) {
        this.items = items;
        this.cycles = cycles;
        this.grants = grants;
    }

    /** Takes what is sent out of its buckets, as a withdrawal, and puts it into the outbox. */
    ResultCode send(final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final Catalog catalog = catalogs.at(command.atMs);
        if (catalog == null) {
            return ResultCode.NO_CATALOG;
        }
        final BucketType type = catalog.bucket(Symbol.of(command.name));
        if (type == null) {
            return ResultCode.UNKNOWN_NAME;
        }
        final long amount = amount(command, type, catalog);
        if (amount <= 0 || command.text.isEmpty() || command.untilMs != 0 && command.untilMs <= command.atMs) {
            return ResultCode.INVALID_VALUE;
        }
        final long until = command.untilMs == 0 ? 0 : Seconds.of(command.untilMs);
        final long at = Seconds.of(command.atMs);
        if (TransitSlot.count(account.head()) >= MOST_IN_TRANSIT) {
            return ResultCode.TOO_MANY_IN_TRANSIT;
        }
        cycles.turnTo(stage, account, catalogs, command.atMs);
        buckets.gather(account.record(type.pooled() ? 0 : command.subscriber), type, command.atMs);
        if (!buckets.withdraw(amount)) {
            return ResultCode.UNFUNDED;
        }
        stage.protect(command.subscriber);
        UsageCharging.putDraws(stage, buckets);
        final long item = items.take();
        stage.put(EffectKind.TRANSIT_PUT)
                .field(item)
                .field(type.symbol())
                .field(AccountKey.of(command.text))
                .field(command.zone.isEmpty() ? 0 : AttributeValue.hash(command.zone))
                .field(amount)
                .field(until)
                .field(at)
                .text(command.text);
        putParts(stage, item);
        stage.apply();
        return ResultCode.DONE;
    }

    private static long amount(final Command command, final BucketType type, final Catalog catalog) {
        if (!type.money()) {
            return command.quantity;
        }
        return command.hasAmount ? catalog.scaled(command.amountUnscaled, command.amountDecimals) : 0;
    }

    private void putParts(final Stage stage, final long item) {
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.drawn(i).whole() > 0) {
                stage.put(EffectKind.TRANSIT_PART)
                        .field(item)
                        .field(buckets.ordinal(i))
                        .field(buckets.id(i))
                        .field(buckets.drawn(i).whole());
            }
        }
    }

    /** Grants what an item brings, as of the time that it left. */
    ResultCode receive(final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final Catalog catalog = catalogs.at(command.atMs);
        if (catalog == null) {
            return ResultCode.NO_CATALOG;
        }
        final BucketType type = catalog.bucket(command.bucket);
        if (type == null) {
            return ResultCode.UNKNOWN_NAME;
        }
        final int ordinal = command.receiver == 0 ? 0 : ordinal(account, command.receiver);
        if (ordinal == NONE) {
            return ResultCode.UNKNOWN_SUBSCRIBER;
        }
        cycles.turnTo(stage, account, catalogs, command.atMs);
        stage.protect(ordinal);
        grants.putOne(stage, account, ordinal, type, command.quantity, Seconds.of(command.atMs), command.untilMs);
        stage.put(EffectKind.TRANSFER_RECEIVED).field(command.sourceAccount).field(command.item);
        stage.apply();
        return ResultCode.DONE;
    }

    private static int ordinal(final Account account, final long receiver) {
        for (int ordinal = 1; ordinal <= account.subscribers(); ordinal++) {
            if (AttributeValue.hash(account.record(ordinal).name()) == receiver) {
                return ordinal;
            }
        }
        return NONE;
    }

    /** Takes an item out of transit; what was refused goes back to where it was taken from. */
    ResultCode settle(final Stage stage, final Account account, final Command command) {
        final StateRecord head = account.head();
        final int slot = TransitSlot.find(head, command.item);
        if (slot < 0) {
            return ResultCode.ALREADY_SETTLED;
        }
        stage.protectAll();
        if (command.answer != ResultCode.DONE.number()) {
            giveBack(stage, account, slot);
        }
        stage.put(EffectKind.TRANSIT_SETTLED)
                .field(command.item)
                .field(TransitSlot.type(head, slot))
                .field(TransitSlot.amount(head, slot))
                .field(command.answer);
        stage.apply();
        return ResultCode.DONE;
    }

    private void giveBack(final Stage stage, final Account account, final int item) {
        final StateRecord head = account.head();
        long lost = 0;
        int ordinal = 0;
        for (int slot = head.first(SlotKind.TRANSIT_PART); slot >= 0; slot = head.next(SlotKind.TRANSIT_PART, slot)) {
            if (TransitSlot.item(head, slot) == TransitSlot.item(head, item)) {
                ordinal = TransitSlot.partSubscriber(head, slot);
                final StateRecord record = account.record(ordinal);
                final int bucket = BucketSlot.find(record, TransitSlot.partBucket(head, slot));
                if (bucket < 0 || (BucketSlot.flags(record, bucket) & BucketSlot.ENDED) != 0) {
                    lost += TransitSlot.partAmount(head, slot);
                } else {
                    putBack(stage, record, bucket, TransitSlot.partAmount(head, slot));
                }
            }
        }
        if (lost > 0) {
            grants.putReturned(stage, account, ordinal, TransitSlot.type(head, item), lost, TransitSlot.at(head, item));
        }
    }

    /** A draw of less than nothing; what a drawdown rate has begun stays begun. */
    private static void putBack(final Stage stage, final StateRecord record, final int bucket, final long amount) {
        stage.put(EffectKind.BUCKET_DRAWN)
                .field(record.ordinal())
                .field(BucketSlot.id(record, bucket))
                .field(-amount)
                .field(BucketSlot.numerator(record, bucket))
                .field(BucketSlot.denominator(record, bucket));
    }
}
