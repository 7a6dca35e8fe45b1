package io.ratinggrid.rating.account;

/**
 * A bucket: one stock of money (scaled) or units (base units). What has been drawn at a rate may be a fraction: the drawn
 * quantity is {@code granted - remaining + numerator / denominator}.
 *
 * <pre>
 *  0 u8 kind   1 u8 flags (1 carried into this cycle, 2 rolled over, 4 ended, 8 came back, 16 held in part)   2 u8 cycles it may still roll over   3 u8 zero
 *  4 i32 type   8 u32 valid from   12 u32 valid to   16 i64 remaining   24 i64 granted, or carried into this cycle
 * 32 i32 numerator   36 i32 denominator (0 is 1)   40 i32 id   44 i32 zero
 * </pre>
 */
public final class BucketSlot {
    /** It was there when the cycle began: its amount is an opening balance, not a grant. */
    public static final int CARRIED = 1;
    /** Made of what was left at the end of a cycle. */
    public static final int ROLLED = 2;

    /** Its validity is over and was accounted for; it may still pay late events until its cycle is closed. */
    public static final int ENDED = 4;

    /** Made of a transfer that was refused: it was granted once before. */
    public static final int RETURNED = 8;

    /** Sessions hold something of it: {@link ReservationSlot#held}. */
    public static final int HELD = 16;

    private BucketSlot() {}

    static int init(final StateRecord record, final int id, final int type) {
        final int slot = record.allocate(SlotKind.BUCKET);
        record.putInt(slot, 40, id);
        record.putInt(slot, 4, type);
        return slot;
    }

    static void validity(final StateRecord record, final int slot, final long from, final long to) {
        record.putInt(slot, 8, (int) from);
        record.putInt(slot, 12, (int) to);
    }

    /** Slot of a bucket id, or -1. */
    public static int find(final StateRecord record, final int id) {
        int slot = record.first(SlotKind.BUCKET);
        while (slot >= 0 && id(record, slot) != id) {
            slot = record.next(SlotKind.BUCKET, slot);
        }
        return slot;
    }

    /** Order of its grant in the account, from 1. */
    public static int id(final StateRecord record, final int slot) {
        return record.getInt(slot, 40);
    }

    public static int type(final StateRecord record, final int slot) {
        return record.getInt(slot, 4);
    }

    public static int flags(final StateRecord record, final int slot) {
        return record.getByte(slot, 1);
    }

    static void flags(final StateRecord record, final int slot, final int flags) {
        record.putByte(slot, 1, flags);
    }

    public static int cyclesLeft(final StateRecord record, final int slot) {
        return record.getByte(slot, 2);
    }

    static void cyclesLeft(final StateRecord record, final int slot, final int cycles) {
        record.putByte(slot, 2, cycles);
    }

    public static long from(final StateRecord record, final int slot) {
        return Seconds.unsigned(record.getInt(slot, 8));
    }

    public static long to(final StateRecord record, final int slot) {
        return Seconds.unsigned(record.getInt(slot, 12));
    }

    /** True of a bucket that lasts beyond an end of a cycle, seconds, so that its rest goes into the next. */
    public static boolean isCarried(final StateRecord record, final int slot, final long at) {
        return record.kind(slot) == SlotKind.BUCKET && (flags(record, slot) & ENDED) == 0 && to(record, slot) > at;
    }

    /** Pays for events of this start. */
    public static boolean holdsAt(final StateRecord record, final int slot, final long timeMs) {
        return timeMs >= from(record, slot) * 1000
                && (to(record, slot) == Seconds.FOREVER || timeMs < to(record, slot) * 1000);
    }

    /** Whole units left; below zero when overdrawn. */
    public static long remaining(final StateRecord record, final int slot) {
        return record.getLong(slot, 16);
    }

    static void remaining(final StateRecord record, final int slot, final long remaining) {
        record.putLong(slot, 16, remaining);
    }

    public static long granted(final StateRecord record, final int slot) {
        return record.getLong(slot, 24);
    }

    static void granted(final StateRecord record, final int slot, final long granted) {
        record.putLong(slot, 24, granted);
    }

    /** Fraction of a unit drawn beyond what {@link #remaining} shows. */
    public static int numerator(final StateRecord record, final int slot) {
        return record.getInt(slot, 32);
    }

    public static int denominator(final StateRecord record, final int slot) {
        return Math.max(1, record.getInt(slot, 36));
    }

    static void fraction(final StateRecord record, final int slot, final int numerator, final int denominator) {
        record.putInt(slot, 32, numerator);
        record.putInt(slot, 36, numerator == 0 ? 0 : denominator);
    }
}
