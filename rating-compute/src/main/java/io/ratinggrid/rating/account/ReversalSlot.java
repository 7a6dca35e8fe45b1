package io.ratinggrid.rating.account;

/**
 * An event of the account that is to be taken back: an item of the outbox, in the head, until that is done or known to be
 * impossible.
 *
 * <pre>
 *  0 u8 kind   1 zeros   8 i64 item   16, 24 i64 hash of the event's id, as the duplicate window has it   32 i64 sequence of the
 *  journal entry that holds the event   40 zeros
 * </pre>
 */
public final class ReversalSlot {
    private ReversalSlot() {}

    static void init(final StateRecord head, final long item, final long high, final long low, final long sequence) {
        final int slot = head.allocate(SlotKind.REVERSAL);
        head.putLong(slot, 8, item);
        head.putLong(slot, 16, high);
        head.putLong(slot, 24, low);
        head.putLong(slot, 32, sequence);
    }

    /** Slot of an item, or -1. */
    public static int find(final StateRecord head, final long item) {
        int slot = head.first(SlotKind.REVERSAL);
        while (slot >= 0 && item(head, slot) != item) {
            slot = head.next(SlotKind.REVERSAL, slot);
        }
        return slot;
    }

    /** How many are under way. */
    public static int count(final StateRecord head) {
        int count = 0;
        for (int slot = head.first(SlotKind.REVERSAL); slot >= 0; slot = head.next(SlotKind.REVERSAL, slot)) {
            count++;
        }
        return count;
    }

    public static long item(final StateRecord head, final int slot) {
        return head.getLong(slot, 8);
    }

    public static long high(final StateRecord head, final int slot) {
        return head.getLong(slot, 16);
    }

    public static long low(final StateRecord head, final int slot) {
        return head.getLong(slot, 24);
    }

    /** Sequence of the journal entry that holds the event. */
    public static long sequence(final StateRecord head, final int slot) {
        return head.getLong(slot, 32);
    }
}
