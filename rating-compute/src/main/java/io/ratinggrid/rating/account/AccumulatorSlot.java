package io.ratinggrid.rating.account;

import io.ratinggrid.rating.money.ExactAmount;

/**
 * Usage counted in a cycle.
 *
 * <pre>
 *  0 u8 kind   1 u8 flags (1 first flat fee charged at zero usage)   2 u16 zero   4 i32 symbol   8 u32 cycle from   12 u32 zero
 * 16 i64 value   24 i64 time of the latest value, milliseconds
 * 32 i64 level   40 u32 numerator   44 u32 denominator (0 is 1): zeros but for a time-weighted average
 * </pre>
 *
 * <p>A time-weighted average is {@code value + numerator / denominator}, as if the level went on to the end of the cycle.
 */
public final class AccumulatorSlot {
    private static final int FLAT_CHARGED = 1;

    private AccumulatorSlot() {}

    static int init(final StateRecord record, final int symbol, final long from) {
        final int slot = record.allocate(SlotKind.ACCUMULATOR);
        record.putInt(slot, 4, symbol);
        record.putInt(slot, 8, (int) from);
        return slot;
    }

    /** Slot of an accumulator in a cycle, or -1. */
    public static int find(final StateRecord record, final int symbol, final long from) {
        int slot = record.first(SlotKind.ACCUMULATOR);
        while (slot >= 0 && (symbol(record, slot) != symbol || from(record, slot) != from)) {
            slot = record.next(SlotKind.ACCUMULATOR, slot);
        }
        return slot;
    }

    /** The closing of its cycle has charged the first flat fee of its tiers, though nothing was used. */
    public static boolean flatCharged(final StateRecord record, final int slot) {
        return (record.getByte(slot, 1) & FLAT_CHARGED) != 0;
    }

    static void chargeFlat(final StateRecord record, final int slot) {
        record.putByte(slot, 1, FLAT_CHARGED);
    }

    public static int symbol(final StateRecord record, final int slot) {
        return record.getInt(slot, 4);
    }

    public static long from(final StateRecord record, final int slot) {
        return Seconds.unsigned(record.getInt(slot, 8));
    }

    public static long value(final StateRecord record, final int slot) {
        return record.getLong(slot, 16);
    }

    static void value(final StateRecord record, final int slot, final long value) {
        record.putLong(slot, 16, value);
    }

    /** Sets {@code amount} to the time-weighted average. */
    public static ExactAmount average(final StateRecord record, final int slot, final ExactAmount amount) {
        return amount.set(
                value(record, slot),
                Seconds.unsigned(record.getInt(slot, 40)),
                Math.max(1, Seconds.unsigned(record.getInt(slot, 44))));
    }

    static void average(
            final StateRecord record, final int slot, final long whole, final long numerator, final long denominator) {
        value(record, slot, whole);
        record.putInt(slot, 40, (int) numerator);
        record.putInt(slot, 44, numerator == 0 ? 0 : (int) denominator);
    }

    /** What a time-weighted accumulator stands at. */
    public static long level(final StateRecord record, final int slot) {
        return record.getLong(slot, 32);
    }

    static void level(final StateRecord record, final int slot, final long level) {
        record.putLong(slot, 32, level);
    }

    public static long latestMs(final StateRecord record, final int slot) {
        return record.getLong(slot, 24);
    }

    static void latestMs(final StateRecord record, final int slot, final long timeMs) {
        record.putLong(slot, 24, timeMs);
    }
}
