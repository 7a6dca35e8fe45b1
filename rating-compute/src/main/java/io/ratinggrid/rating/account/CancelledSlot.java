package io.ratinggrid.rating.account;

/**
 * By which command an event was taken back, in the head, for the latest {@link #KEPT} of them.
 *
 * <pre>
 *  0 u8 kind   1 zeros   8 i64 sequence of the journal entry of the command   16, 24 i64 hash of the event's id, as the duplicate
 *  window has it   32 zeros
 * </pre>
 */
public final class CancelledSlot {
    /** How many are kept. */
    public static final int KEPT = 36;

    private CancelledSlot() {}

    /** The oldest one makes room. */
    static void put(final StateRecord head, final long askedBy, final long high, final long low) {
        int count = 0;
        int oldest = -1;
        for (int slot = head.first(SlotKind.CANCELLED); slot >= 0; slot = head.next(SlotKind.CANCELLED, slot)) {
            count++;
            oldest = oldest < 0 || askedBy(head, slot) < askedBy(head, oldest) ? slot : oldest;
        }
        if (count >= KEPT) {
            head.free(oldest);
        }
        final int slot = head.allocate(SlotKind.CANCELLED);
        head.putLong(slot, 8, askedBy);
        head.putLong(slot, 16, high);
        head.putLong(slot, 24, low);
    }

    /** Sequence of the journal entry of the command that took an event back; 0: it is not kept, or there was none. */
    public static long askedBy(final StateRecord head, final long high, final long low) {
        for (int slot = head.first(SlotKind.CANCELLED); slot >= 0; slot = head.next(SlotKind.CANCELLED, slot)) {
            if (head.getLong(slot, 16) == high && head.getLong(slot, 24) == low) {
                return askedBy(head, slot);
            }
        }
        return 0;
    }

    private static long askedBy(final StateRecord head, final int slot) {
        return head.getLong(slot, 8);
    }
}
