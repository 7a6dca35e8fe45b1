package io.ratinggrid.rating.account;

/**
 * A subscription to a plan; the slots are in order of subscribing.
 *
 * <pre>
 *  0 u8 kind   1 u8 flags (1 goes on from another, 2 paused)   2 u16 zero   4 i32 plan   8 u32 from   12 u32 until
 * 16 u32 quantity (0 is 1)   20 u32 cycle whose fee was charged early   24 u32 until, before it was paused
 * 28 u32 start that cycles are counted from (0: its own)   32 zeros
 * </pre>
 */
public final class SubscriptionSlot {
    /** Goes on from a subscription to the same plan, so that nothing is granted again. */
    public static final int CONTINUED = 1;

    private static final int PAUSED = 2;

    private SubscriptionSlot() {}

    static int init(final StateRecord record, final int plan, final long from, final long until) {
        final int slot = record.append(SlotKind.SUBSCRIPTION);
        record.putInt(slot, 4, plan);
        record.putInt(slot, 8, (int) from);
        record.putInt(slot, 12, (int) until);
        return slot;
    }

    /** How many of the plan, 1 or more. */
    public static long quantity(final StateRecord record, final int slot) {
        return Math.max(1, Seconds.unsigned(record.getInt(slot, 16)));
    }

    static void quantity(final StateRecord record, final int slot, final int quantity) {
        record.putInt(slot, 16, quantity == 1 ? 0 : quantity);
    }

    static void flags(final StateRecord record, final int slot, final int flags) {
        record.putByte(slot, 1, flags);
    }

    public static boolean continued(final StateRecord record, final int slot) {
        return (record.getByte(slot, 1) & CONTINUED) != 0;
    }

    public static boolean paused(final StateRecord record, final int slot) {
        return (record.getByte(slot, 1) & PAUSED) != 0;
    }

    /** End of a paused subscription, if it is resumed. */
    public static long resumedUntil(final StateRecord record, final int slot) {
        return Seconds.unsigned(record.getInt(slot, 24));
    }

    /** Start of the cycle whose fee in advance was charged before the closing that charges it; 0: of none. */
    public static long chargedEarly(final StateRecord record, final int slot) {
        return Seconds.unsigned(record.getInt(slot, 20));
    }

    static void chargedEarly(final StateRecord record, final int slot, final long cycle) {
        record.putInt(slot, 20, (int) cycle);
    }

    /** Start of the subscription that it goes on from, through changes of quantity and pauses; else its own. */
    public static long countedFrom(final StateRecord record, final int slot) {
        final long counted = Seconds.unsigned(record.getInt(slot, 28));
        return counted == 0 ? from(record, slot) : counted;
    }

    static void countedFrom(final StateRecord record, final int slot, final long from) {
        record.putInt(slot, 28, (int) from);
    }

    static void end(final StateRecord record, final int slot, final long until, final boolean paused) {
        if (paused) {
            record.putInt(slot, 24, record.getInt(slot, 12));
            flags(record, slot, record.getByte(slot, 1) | PAUSED);
        }
        record.putInt(slot, 12, (int) until);
    }

    static void endPause(final StateRecord record, final int slot) {
        record.putInt(slot, 24, 0);
        flags(record, slot, record.getByte(slot, 1) & ~PAUSED);
    }

    public static int plan(final StateRecord record, final int slot) {
        return record.getInt(slot, 4);
    }

    public static long from(final StateRecord record, final int slot) {
        return Seconds.unsigned(record.getInt(slot, 8));
    }

    public static long until(final StateRecord record, final int slot) {
        return Seconds.unsigned(record.getInt(slot, 12));
    }

    public static boolean holdsAt(final StateRecord record, final int slot, final long timeMs) {
        return timeMs >= from(record, slot) * 1000
                && (until(record, slot) == Seconds.FOREVER || timeMs < until(record, slot) * 1000);
    }
}
