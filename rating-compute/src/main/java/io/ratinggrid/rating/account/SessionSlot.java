package io.ratinggrid.rating.account;

import io.ratinggrid.rating.money.ExactAmount;

/**
 * A charging session that has arrived in part: a slot for its units and one, right behind or anywhere, for its money.
 *
 * <pre>
 *  SESSION        0 u8 kind   1 u8 zero   2 u16 zero   4 i32 charge   8 i64 session   16 i64 counted units   24 i64 slack:
 *                 units of the last block that usage has not reached   32 i64 tier position   40 u32 last record, seconds
 *                 44 i32 last band
 *  SESSION_MONEY  0 u8 kind   1 zeros   8 i64 session   16 i64 gross whole   24 i64 numerator   32 i64 denominator (0 is 1)
 *                 40 i64 zero
 * </pre>
 */
public final class SessionSlot {
    private SessionSlot() {}

    /** Slot of a session's part, or -1. */
    public static int find(final StateRecord record, final int kind, final long session) {
        int slot = record.first(kind);
        while (slot >= 0 && record.getLong(slot, 8) != session) {
            slot = record.next(kind, slot);
        }
        return slot;
    }

    static int findOrInit(final StateRecord record, final int kind, final long session) {
        final int found = find(record, kind, session);
        if (found >= 0) {
            return found;
        }
        final int slot = record.allocate(kind);
        record.putLong(slot, 8, session);
        return slot;
    }

    public static int charge(final StateRecord record, final int slot) {
        return record.getInt(slot, 4);
    }

    public static long counted(final StateRecord record, final int slot) {
        return record.getLong(slot, 16);
    }

    public static long slack(final StateRecord record, final int slot) {
        return record.getLong(slot, 24);
    }

    public static long tierPosition(final StateRecord record, final int slot) {
        return record.getLong(slot, 32);
    }

    /** When its last record began, seconds, as stored. */
    public static int at(final StateRecord record, final int slot) {
        return record.getInt(slot, 40);
    }

    public static int lastBand(final StateRecord record, final int slot) {
        return record.getInt(slot, 44);
    }

    /** Sets {@code amount} to the price of the session so far, before discounts and bounds. */
    public static ExactAmount gross(final StateRecord record, final int moneySlot, final ExactAmount amount) {
        return amount.set(
                record.getLong(moneySlot, 16),
                record.getLong(moneySlot, 24),
                Math.max(1, record.getLong(moneySlot, 32)));
    }
}
