package io.ratinggrid.rating.account;

/**
 * What a subscription grants of a type of bucket, in place of its plan's amount.
 *
 * <pre>
 *  0 u8 kind   1 zeros   4 i32 type   8 i32 slot of the subscription   12 zeros   16 i64 amount, scaled or base units   24 zeros
 * </pre>
 */
public final class SubscriptionAmountSlot {
    private SubscriptionAmountSlot() {}

    /** Of a subscription's grants, what is said of a type of bucket; else {@code planned}. */
    public static long amount(final StateRecord record, final int subscription, final int type, final long planned) {
        int slot = record.first(SlotKind.SUBSCRIPTION_AMOUNT);
        while (slot >= 0 && (type(record, slot) != type || subscription(record, slot) != subscription)) {
            slot = record.next(SlotKind.SUBSCRIPTION_AMOUNT, slot);
        }
        return slot < 0 ? planned : amount(record, slot);
    }

    public static int type(final StateRecord record, final int slot) {
        return record.getInt(slot, 4);
    }

    public static int subscription(final StateRecord record, final int slot) {
        return record.getInt(slot, 8);
    }

    public static long amount(final StateRecord record, final int slot) {
        return record.getLong(slot, 16);
    }

    static void init(final StateRecord record, final int subscription, final int type, final long amount) {
        final int slot = record.append(SlotKind.SUBSCRIPTION_AMOUNT);
        record.putInt(slot, 4, type);
        record.putInt(slot, 8, subscription);
        record.putLong(slot, 16, amount);
    }
}
