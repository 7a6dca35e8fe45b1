package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.SubscriptionAmountSlot;
import io.ratinggrid.rating.catalog.BillCycle;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.effect.EffectKind;

/** Fills buckets; numbers them in order of their grant. Reused; one thread. */
final class Grants {
    private long lastId;

    /** Takes up the numbering of an account; before the first {@link #put} of a step. */
    void begin(final Account account) {
        lastId = AccountSlot.lastBucketId(account.head());
    }

    /**
     * Grants a plan's buckets, as much as the subscription in a slot says, valid from {@code at} seconds; with {@code once} also those that are
     * granted once.
     */
    void putPlan(
            final Stage stage,
            final Account account,
            final StateRecord record,
            final int subscription,
            final Plan plan,
            final long at,
            final long cycleTo,
            final boolean once) {
        for (final Plan.Grant grant : plan.grants()) {
            if (grant.everyCycle() || once) {
                final BucketType type = grant.bucket();
                put(
                        stage,
                        type.pooled() ? 0 : record.ordinal(),
                        type,
                        SubscriptionAmountSlot.amount(record, subscription, type.symbol(), grant.amount()),
                        at,
                        validTo(account, type, at, cycleTo),
                        0,
                        cycles(type));
                repay(stage, type.pooled() ? account.head() : record, type, at);
            }
        }
    }

    /** End of a grant's validity, seconds. */
    static long validTo(final Account account, final BucketType type, final long at, final long cycleTo) {
        final BucketModel.Validity validity = type.model().validity();
        if (validity.cycle()) {
            return cycleTo;
        }
        return validity.days() == 0
                ? Seconds.FOREVER
                : Seconds.of(BillCycle.endOfDays(Cycles.zone(account), at * 1000, validity.days()));
    }

    /** How many times what is left of a grant may roll over. */
    static int cycles(final BucketType type) {
        return type.model().rollover().map(BucketModel.Rollover::cycles).orElse(0);
    }

    /**
     * Grants what a command brings, valid from {@code from} seconds to {@code untilMs}, 0: as the type says, and applies it. What
     * ends with the cycle ends with the current one, or with the one that holds {@code from} where that is later or none is open.
     */
    void putOne(
            final Stage stage,
            final Account account,
            final int ordinal,
            final BucketType type,
            final long amount,
            final long from,
            final long untilMs) {
        final long cycleTo = Math.max(AccountSlot.cycleTo(account.head()), Cycles.endOf(account, from));
        final long to = untilMs == 0 ? validTo(account, type, from, cycleTo) : Seconds.of(untilMs);
        begin(account);
        put(stage, type.pooled() ? 0 : ordinal, type, amount, from, to, 0, cycles(type));
        repay(stage, account.record(type.pooled() ? 0 : ordinal), type, from);
        stage.apply();
    }

    /** Fills what the holder of the last grant has overdrawn of its type and that holds when it begins: first what ends first. */
    private void repay(final Stage stage, final StateRecord record, final BucketType type, final long from) {
        if (!type.repays()) {
            return;
        }
        stage.apply();
        final int granted = BucketSlot.find(record, (int) lastId);
        int owed = firstOwed(record, type, from);
        while (owed >= 0 && BucketSlot.remaining(record, granted) > 0) {
            final long amount = Math.min(
                    BucketSlot.remaining(record, granted), Math.negateExact(BucketSlot.remaining(record, owed)));
            stage.put(EffectKind.BUCKET_REPAID)
                    .field(record.ordinal())
                    .field(lastId)
                    .field(BucketSlot.id(record, owed))
                    .field(amount);
            stage.apply();
            owed = firstOwed(record, type, from);
        }
    }

    private static int firstOwed(final StateRecord record, final BucketType type, final long from) {
        int first = -1;
        for (int slot = record.first(SlotKind.BUCKET); slot >= 0; slot = record.next(SlotKind.BUCKET, slot)) {
            final boolean isOwed = BucketSlot.type(record, slot) == type.symbol()
                    && BucketSlot.remaining(record, slot) < 0
                    && BucketSlot.holdsAt(record, slot, from * 1000);
            if (isOwed && (first < 0 || endsBefore(record, slot, first))) {
                first = slot;
            }
        }
        return first;
    }

    private static boolean endsBefore(final StateRecord record, final int one, final int other) {
        final int ends = Long.compare(BucketSlot.to(record, one), BucketSlot.to(record, other));
        return ends < 0 || ends == 0 && BucketSlot.id(record, one) < BucketSlot.id(record, other);
    }

    /** Gives back what a bucket that is over had given away, until the current cycle ends; the caller applies it. */
    void putReturned(
            final Stage stage,
            final Account account,
            final int ordinal,
            final int type,
            final long amount,
            final long from) {
        begin(account);
        put(stage, ordinal, type, amount, from, AccountSlot.cycleTo(account.head()), BucketSlot.RETURNED, 0);
    }

    void put(
            final Stage stage,
            final int ordinal,
            final BucketType type,
            final long amount,
            final long from,
            final long to,
            final int flags,
            final int cyclesLeft) {
        put(stage, ordinal, type.symbol(), amount, from, to, flags, cyclesLeft);
    }

    private void put(
            final Stage stage,
            final int ordinal,
            final int type,
            final long amount,
            final long from,
            final long to,
            final int flags,
            final int cyclesLeft) {
        stage.put(EffectKind.BUCKET_GRANTED)
                .field(ordinal)
                .field(++lastId)
                .field(type)
                .field(amount)
                .field(from)
                .field(to)
                .field(flags)
                .field(cyclesLeft);
    }
}
