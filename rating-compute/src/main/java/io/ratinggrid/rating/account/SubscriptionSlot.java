package io.ratinggrid.rating.account;

/**
 * A subscription to a plan; the slots are in order of subscribing.
 *
 * <pre>
 *  0 u8 kind   1 u8 zero   2 u16 zero   4 i32 plan   8 u32 from   12 u32 until   16 zeros
 * </pre>
 */
public final class SubscriptionSlot {
    private SubscriptionSlot() {}

    static void init(final StateRecord record, final int plan, final long from, final long until) {
        final int slot = record.append(SlotKind.SUBSCRIPTION);
        record.putInt(slot, 4, plan);
        record.putInt(slot, 8, (int) from);
        record.putInt(slot, 12, (int) until);
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
