package io.ratinggrid.rating.account;

import io.ratinggrid.rating.money.ExactAmount;

/**
 * What a document line has come to in a cycle, exactly, and what documents have billed of it.
 *
 * <pre>
 *  0 u8 kind   1 u8 flags (1 paid from money buckets, 2 fee, 4 credit, 8 carried, 16 spend, 32 credit note)   2 u16 zero   4 i32 line   8 u32 cycle from   12 u32 zero
 * 16 i64 whole, scaled   24 i64 numerator   32 i64 denominator (0 is 1)   40 i64 billed, scaled
 * </pre>
 */
public final class LineSlot {
    /** Paid from money buckets as it arose: never billed. */
    public static final int PREPAID = 1;
    /** A recurring fee, billed with the cycle before its own when due in advance. */
    public static final int FEE = 2;

    /** With {@link #FEE}: what is given back of fees in advance, not above zero. */
    public static final int CREDIT = 4;
    /** With {@link #CREDIT}: waits for the document of the cycle. */
    public static final int CARRIED = 8;

    /** What a plan's minimum, maximum and volume discount make more or less of what was spent in the cycle. */
    public static final int SPEND = 16;

    /** What credit notes have given back: billed as soon as it is there. */
    public static final int CREDIT_NOTE = 32;

    private LineSlot() {}

    static int init(final StateRecord head, final int line, final long from, final int flags) {
        final int slot = head.allocate(SlotKind.LINE);
        head.putByte(slot, 1, flags);
        head.putInt(slot, 4, line);
        head.putInt(slot, 8, (int) from);
        return slot;
    }

    /** Slot of a line in a cycle, or -1. */
    public static int find(final StateRecord head, final int line, final long from, final int flags) {
        int slot = head.first(SlotKind.LINE);
        while (slot >= 0 && (line(head, slot) != line || from(head, slot) != from || flags(head, slot) != flags)) {
            slot = head.next(SlotKind.LINE, slot);
        }
        return slot;
    }

    public static int flags(final StateRecord head, final int slot) {
        return head.getByte(slot, 1);
    }

    public static int line(final StateRecord head, final int slot) {
        return head.getInt(slot, 4);
    }

    public static long from(final StateRecord head, final int slot) {
        return Seconds.unsigned(head.getInt(slot, 8));
    }

    /** Sets {@code amount} to the exact total. */
    public static ExactAmount amount(final StateRecord head, final int slot, final ExactAmount amount) {
        return amount.set(whole(head, slot), numerator(head, slot), denominator(head, slot));
    }

    static void amount(
            final StateRecord head, final int slot, final long whole, final long numerator, final long denominator) {
        head.putLong(slot, 16, whole);
        head.putLong(slot, 24, numerator);
        head.putLong(slot, 32, numerator == 0 ? 0 : denominator);
    }

    public static long whole(final StateRecord head, final int slot) {
        return head.getLong(slot, 16);
    }

    public static long numerator(final StateRecord head, final int slot) {
        return head.getLong(slot, 24);
    }

    public static long denominator(final StateRecord head, final int slot) {
        return Math.max(1, head.getLong(slot, 32));
    }

    public static long billed(final StateRecord head, final int slot) {
        return head.getLong(slot, 40);
    }

    static void billed(final StateRecord head, final int slot, final long billed) {
        head.putLong(slot, 40, billed);
    }
}
