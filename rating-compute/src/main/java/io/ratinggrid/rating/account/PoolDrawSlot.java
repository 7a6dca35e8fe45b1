package io.ratinggrid.rating.account;

import io.ratinggrid.rating.money.ExactAmount;

/**
 * What a subscriber has drawn in a cycle of the account's buckets of a type that is pooled, in the subscriber's record.
 *
 * <pre>
 *  0 u8 kind   1 zeros   4 i32 type   8 u32 cycle from   12 u32 zero
 * 16 i64 whole units   24 i64 numerator   32 i64 denominator (0 is 1)   40 i64 zero
 * </pre>
 */
public final class PoolDrawSlot {
    private PoolDrawSlot() {}

    /** Slot of a type of bucket in a cycle, or -1: nothing was drawn. */
    public static int find(final StateRecord record, final int type, final long from) {
        int slot = record.first(SlotKind.POOL_DRAW);
        while (slot >= 0 && (type(record, slot) != type || from(record, slot) != from)) {
            slot = record.next(SlotKind.POOL_DRAW, slot);
        }
        return slot;
    }

    public static int type(final StateRecord record, final int slot) {
        return record.getInt(slot, 4);
    }

    public static long from(final StateRecord record, final int slot) {
        return Seconds.unsigned(record.getInt(slot, 8));
    }

    /** Sets {@code amount} to what was drawn, exactly. */
    public static ExactAmount drawn(final StateRecord record, final int slot, final ExactAmount amount) {
        return amount.set(record.getLong(slot, 16), record.getLong(slot, 24), Math.max(1, record.getLong(slot, 32)));
    }

    /** Of nothing there is no slot. */
    static void put(final StateRecord record, final int type, final long from, final ExactAmount drawn) {
        final int found = find(record, type, from);
        if (drawn.isZero()) {
            if (found >= 0) {
                record.free(found);
            }
            return;
        }
        final int slot = found >= 0 ? found : record.allocate(SlotKind.POOL_DRAW);
        record.putInt(slot, 4, type);
        record.putInt(slot, 8, (int) from);
        record.putLong(slot, 16, drawn.whole());
        record.putLong(slot, 24, drawn.numerator());
        record.putLong(slot, 32, drawn.numerator() == 0 ? 0 : drawn.denominator());
    }
}
