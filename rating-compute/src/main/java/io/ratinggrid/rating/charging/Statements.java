package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.StatementSlot;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.effect.EffectKind;

/** One line per bucket type of a cycle that ends: opening + granted = drawn + expired + rolled over + closing. */
final class Statements {
    private int type;
    private long opening;
    private long granted;
    private long drawn;
    private long expired;
    private long rolled;
    private long closing;

    /** Puts the statement of the cycle that ends at {@code at} seconds, if there are buckets; before they are ended. */
    void put(final Stage stage, final Account account, final Catalog catalog, final long at) {
        if (nextType(account, Integer.MIN_VALUE) != Integer.MIN_VALUE) {
            final StateRecord head = account.head();
            stage.put(EffectKind.STATEMENT_MADE)
                    .field(StatementSlot.number(head) + 1)
                    .field(AccountSlot.cycleFrom(head))
                    .field(at)
                    .field(StatementSlot.sequence(head));
            putLines(stage, account, catalog, at);
        }
    }

    /** Puts the lines of a statement as of {@code at} seconds, each with its buckets; without a type whose buckets are over. */
    void putLines(final Stage stage, final Account account, final Catalog catalog, final long at) {
        int next = nextType(account, Integer.MIN_VALUE);
        while (next != Integer.MIN_VALUE) {
            sum(account, catalog, next, at);
            stage.put(EffectKind.STATEMENT)
                    .field(type)
                    .field(opening)
                    .field(granted)
                    .field(drawn)
                    .field(expired)
                    .field(rolled)
                    .field(closing);
            putBuckets(stage, account);
            next = nextType(account, next);
        }
    }

    /** Those that the line counts: not one that was spent before the cycle. */
    private void putBuckets(final Stage stage, final Account account) {
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (int slot = 0; slot < record.slots(); slot++) {
                if (isLive(record, slot)
                        && BucketSlot.type(record, slot) == type
                        && (BucketSlot.granted(record, slot) != 0 || BucketSlot.remaining(record, slot) != 0)) {
                    stage.put(EffectKind.STATEMENT_BUCKET).field(BucketSlot.id(record, slot));
                }
            }
        }
    }

    /** Smallest bucket type above {@code after} that the account has, or {@link Integer#MIN_VALUE}. */
    private static int nextType(final Account account, final int after) {
        int next = Integer.MIN_VALUE;
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (int slot = 0; slot < record.slots(); slot++) {
                if (isLive(record, slot)) {
                    final int candidate = BucketSlot.type(record, slot);
                    if (candidate > after && (next == Integer.MIN_VALUE || candidate < next)) {
                        next = candidate;
                    }
                }
            }
        }
        return next;
    }

    private static boolean isLive(final StateRecord record, final int slot) {
        return record.kind(slot) == SlotKind.BUCKET && (BucketSlot.flags(record, slot) & BucketSlot.ENDED) == 0;
    }

    private void sum(final Account account, final Catalog catalog, final int symbol, final long at) {
        type = symbol;
        opening = 0;
        granted = 0;
        drawn = 0;
        expired = 0;
        rolled = 0;
        closing = 0;
        final BucketType bucket = catalog.bucket(symbol);
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (int slot = 0; slot < record.slots(); slot++) {
                if (isLive(record, slot) && BucketSlot.type(record, slot) == symbol) {
                    add(record, slot, bucket, at);
                }
            }
        }
    }

    private void add(final StateRecord record, final int slot, final BucketType bucket, final long at) {
        final long remaining = BucketSlot.remaining(record, slot);
        final long amount = BucketSlot.granted(record, slot);
        if ((BucketSlot.flags(record, slot) & BucketSlot.CARRIED) != 0) {
            opening = Math.addExact(opening, amount);
        } else {
            granted = Math.addExact(granted, amount);
        }
        drawn = Math.addExact(drawn, Math.subtractExact(amount, remaining));
        if (BucketSlot.to(record, slot) > at) {
            closing = Math.addExact(closing, remaining);
        } else {
            final long kept = Cycles.rolledOver(record, slot, bucket);
            rolled = Math.addExact(rolled, kept);
            expired = Math.addExact(expired, remaining - kept);
        }
    }
}
