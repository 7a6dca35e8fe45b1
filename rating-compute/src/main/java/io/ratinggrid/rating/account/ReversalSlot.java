package io.ratinggrid.rating.account;

/**
 * An event of the account that is to be taken back: an item of the outbox, in the head, until that is done or known to be
 * impossible.
 *
 * <pre>
 *  0 u8 kind   1 u8 1 if it is replaced   2 zeros   8 i64 item   16, 24 i64 hash of the event's id, as the duplicate window has it   32 i64 sequence of the
 *  journal entry that holds the event   40 i64 sequence of the entry that asked (0: not known)
 * </pre>
 */
public final class ReversalSlot {
    private ReversalSlot() {}

    /** The record's own sequence is that of the entry that asks. */
    static void init(
            final StateRecord head,
            final long item,
            final long high,
            final long low,
            final long sequence,
            final boolean replaced) {
        final int slot = head.allocate(SlotKind.REVERSAL);
        head.putByte(slot, 1, replaced ? 1 : 0);
        head.putLong(slot, 40, head.sequence());
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

    /** True if usage is to be rated in its place. */
    public static boolean isReplaced(final StateRecord head, final int slot) {
        return head.getByte(slot, 1) != 0;
    }

    /** Sequence of the journal entry that asked for it, 0: not known. */
    public static long askedBy(final StateRecord head, final int slot) {
        return head.getLong(slot, 40);
    }

    /** Sequence of the entry that asked to take an event back that is not yet; 0: none did, or it is not known. */
    public static long askedBy(final StateRecord head, final long high, final long low) {
        for (int slot = head.first(SlotKind.REVERSAL); slot >= 0; slot = head.next(SlotKind.REVERSAL, slot)) {
            if (high(head, slot) == high && low(head, slot) == low) {
                return askedBy(head, slot);
            }
        }
        return 0;
    }
}
