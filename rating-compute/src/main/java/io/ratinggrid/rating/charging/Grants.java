package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.Seconds;
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
        stage.apply();
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
