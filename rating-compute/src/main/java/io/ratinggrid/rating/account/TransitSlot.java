package io.ratinggrid.rating.account;

/**
 * What has left an account for another one and is not settled: an item of the outbox, in the head. A slot for the item and one
 * for each bucket that it was taken from.
 *
 * <pre>
 *  TRANSIT       0 u8 kind   1 u8 zero   2 u16 zero   4 i32 bucket type   8 i64 item   16 i64 account that it goes to
 *                24 i64 hash of the subscriber there (0: the account itself)   32 i64 amount   40 u32 end of its validity there
 *                (0: as the type says)   44 u32 when, seconds
 *  TRANSIT_PART  0 u8 kind   1 u8 zero   2 u16 subscriber   4 i32 bucket id   8 i64 item   16 i64 amount   24 zero
 * </pre>
 */
public final class TransitSlot {
    private TransitSlot() {}

    static int init(final StateRecord head, final long item, final int type) {
        final int slot = head.allocate(SlotKind.TRANSIT);
        head.putLong(slot, 8, item);
        head.putInt(slot, 4, type);
        return slot;
    }

    static void goal(final StateRecord head, final int slot, final long account, final long subscriber) {
        head.putLong(slot, 16, account);
        head.putLong(slot, 24, subscriber);
    }

    static void amount(final StateRecord head, final int slot, final long amount) {
        head.putLong(slot, 32, amount);
    }

    static void times(final StateRecord head, final int slot, final long until, final long at) {
        head.putInt(slot, 40, (int) until);
        head.putInt(slot, 44, (int) at);
    }

    static void initPart(
            final StateRecord head, final long item, final int ordinal, final int bucket, final long amount) {
        final int slot = head.allocate(SlotKind.TRANSIT_PART);
        head.putShort(slot, 2, ordinal);
        head.putInt(slot, 4, bucket);
        head.putLong(slot, 8, item);
        head.putLong(slot, 16, amount);
    }

    /** Slot of an item, or -1. */
    public static int find(final StateRecord head, final long item) {
        int slot = head.first(SlotKind.TRANSIT);
        while (slot >= 0 && item(head, slot) != item) {
            slot = head.next(SlotKind.TRANSIT, slot);
        }
        return slot;
    }

    /** How many items are not settled. */
    public static int count(final StateRecord head) {
        int count = 0;
        for (int slot = head.first(SlotKind.TRANSIT); slot >= 0; slot = head.next(SlotKind.TRANSIT, slot)) {
            count++;
        }
        return count;
    }

    /** Number of the item, or of the item that a part belongs to. */
    public static long item(final StateRecord head, final int slot) {
        return head.getLong(slot, 8);
    }

    public static int type(final StateRecord head, final int slot) {
        return head.getInt(slot, 4);
    }

    public static long account(final StateRecord head, final int slot) {
        return head.getLong(slot, 16);
    }

    /** {@link io.ratinggrid.rating.command.AttributeValue#hash} of the name, 0: the account itself. */
    public static long subscriber(final StateRecord head, final int slot) {
        return head.getLong(slot, 24);
    }

    public static long amount(final StateRecord head, final int slot) {
        return head.getLong(slot, 32);
    }

    /** Seconds, 0: as the type of bucket says. */
    public static long until(final StateRecord head, final int slot) {
        return Seconds.unsigned(head.getInt(slot, 40));
    }

    /** When it left, seconds. */
    public static long at(final StateRecord head, final int slot) {
        return Seconds.unsigned(head.getInt(slot, 44));
    }

    public static int partSubscriber(final StateRecord head, final int slot) {
        return head.getShort(slot, 2);
    }

    public static int partBucket(final StateRecord head, final int slot) {
        return head.getInt(slot, 4);
    }

    public static long partAmount(final StateRecord head, final int slot) {
        return head.getLong(slot, 16);
    }
}
