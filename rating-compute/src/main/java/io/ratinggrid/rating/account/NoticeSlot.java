package io.ratinggrid.rating.account;

/**
 * That a threshold was reached, in the head, until that was delivered.
 *
 * <pre>
 *  0 u8 kind   1 u8 what (see {@link WatchSlot})   2 u16 subscriber ordinal (0: the account)   4 i32 symbol
 *  8 u32 cycle from (0: of a balance)   12 u32 at   16 i32 number   20 u8 percent (0: none)   21 u8 1 if it is given up   22 zeros
 * 24 i64 threshold   32 i64 reached   40 i64 of
 * </pre>
 */
public final class NoticeSlot {
    /** Most notices of an account that are not delivered: they are part of its head, which is copied with many a command. */
    public static final int MOST = 256;

    private NoticeSlot() {}

    static int init(final StateRecord head, final int number) {
        final int slot = head.allocate(SlotKind.NOTICE);
        head.putInt(slot, 16, number);
        return slot;
    }

    static void what(
            final StateRecord head,
            final int slot,
            final int what,
            final int subscriber,
            final int symbol,
            final long from,
            final long at) {
        head.putByte(slot, 1, what);
        head.putShort(slot, 2, subscriber);
        head.putInt(slot, 4, symbol);
        head.putInt(slot, 8, (int) from);
        head.putInt(slot, 12, (int) at);
    }

    static void figures(
            final StateRecord head,
            final int slot,
            final int percent,
            final long threshold,
            final long reached,
            final long of) {
        head.putByte(slot, 20, percent);
        head.putLong(slot, 24, threshold);
        head.putLong(slot, 32, reached);
        head.putLong(slot, 40, of);
    }

    static void giveUp(final StateRecord head, final int slot, final boolean givenUp) {
        head.putByte(slot, 21, givenUp ? 1 : 0);
    }

    /** Slot of a number, or -1. */
    public static int find(final StateRecord head, final long number) {
        int slot = head.first(SlotKind.NOTICE);
        while (slot >= 0 && number(head, slot) != number) {
            slot = head.next(SlotKind.NOTICE, slot);
        }
        return slot;
    }

    /** How many are not delivered, given up or not. */
    public static int count(final StateRecord head) {
        int count = 0;
        for (int slot = head.first(SlotKind.NOTICE); slot >= 0; slot = head.next(SlotKind.NOTICE, slot)) {
            count++;
        }
        return count;
    }

    /** True if it is to be delivered. */
    public static boolean isPending(final StateRecord head, final int slot) {
        return head.getByte(slot, 21) == 0;
    }

    /** As in {@link WatchSlot}. */
    public static int what(final StateRecord head, final int slot) {
        return head.getByte(slot, 1);
    }

    /** Ordinal, 0: the account. */
    public static int subscriber(final StateRecord head, final int slot) {
        return head.getShort(slot, 2);
    }

    /** Type of bucket, accumulator or plan. */
    public static int symbol(final StateRecord head, final int slot) {
        return head.getInt(slot, 4);
    }

    /** Seconds; 0: of a balance. */
    public static long from(final StateRecord head, final int slot) {
        return Seconds.unsigned(head.getInt(slot, 8));
    }

    /** Time of the command that reached it, seconds. */
    public static long at(final StateRecord head, final int slot) {
        return Seconds.unsigned(head.getInt(slot, 12));
    }

    /** In the account, from 1. */
    public static int number(final StateRecord head, final int slot) {
        return head.getInt(slot, 16);
    }

    /** 1 to 100; 0: the threshold is a quantity. */
    public static int percent(final StateRecord head, final int slot) {
        return head.getByte(slot, 20);
    }

    /** Base units or scaled: what is used, counted or spent, or, of a balance without percent, left. */
    public static long threshold(final StateRecord head, final int slot) {
        return head.getLong(slot, 24);
    }

    /** What there was instead, as {@link #threshold}. */
    public static long reached(final StateRecord head, final int slot) {
        return head.getLong(slot, 32);
    }

    /** Of a balance what was granted, of what is spent the cap, else 0. */
    public static long of(final StateRecord head, final int slot) {
        return head.getLong(slot, 40);
    }
}
