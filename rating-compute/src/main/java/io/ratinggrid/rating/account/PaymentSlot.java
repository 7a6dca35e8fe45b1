package io.ratinggrid.rating.account;

/**
 * Where a payment of the account, or what was paid out, is to be found, for the latest {@link #KEPT} of them. What else it says is
 * in the journal.
 *
 * <pre>
 *  0 u8 kind   1 u8 zero   2 u16 zero   4 i32 number, from 1   8 i64 at, milliseconds   16 i64 amount, scaled, below 0: paid out
 * 24 i64 sequence of the journal entry that took it   32 zeros
 * </pre>
 */
public final class PaymentSlot {
    /** How many are kept. */
    public static final int KEPT = 12;

    private PaymentSlot() {}

    /** Takes one up; the oldest one makes room. */
    static void take(
            final StateRecord head, final int number, final long atMs, final long amount, final long sequence) {
        final int oldest = next(head, 0);
        if (oldest >= 0 && number(head, oldest) <= number - KEPT) {
            head.free(oldest);
        }
        final int slot = head.allocate(SlotKind.PAYMENT);
        head.putInt(slot, 4, number);
        head.putLong(slot, 8, atMs);
        head.putLong(slot, 16, amount);
        head.putLong(slot, 24, sequence);
    }

    /** Number of the latest, 0: there was none. */
    public static int last(final StateRecord head) {
        int last = 0;
        for (int slot = head.first(SlotKind.PAYMENT); slot >= 0; slot = head.next(SlotKind.PAYMENT, slot)) {
            last = Math.max(last, number(head, slot));
        }
        return last;
    }

    /** Slot of the oldest one that is kept above a number, or -1. */
    public static int next(final StateRecord head, final int number) {
        int next = -1;
        for (int slot = head.first(SlotKind.PAYMENT); slot >= 0; slot = head.next(SlotKind.PAYMENT, slot)) {
            if (number(head, slot) > number && (next < 0 || number(head, slot) < number(head, next))) {
                next = slot;
            }
        }
        return next;
    }

    /** In the order in which they came, from 1. */
    public static int number(final StateRecord head, final int slot) {
        return head.getInt(slot, 4);
    }

    /** When it was received, milliseconds. */
    public static long atMs(final StateRecord head, final int slot) {
        return head.getLong(slot, 8);
    }

    /** Scaled; below 0: it was paid out. */
    public static long amount(final StateRecord head, final int slot) {
        return head.getLong(slot, 16);
    }

    /** Sequence of the journal entry that took it. */
    public static long sequence(final StateRecord head, final int slot) {
        return head.getLong(slot, 24);
    }
}
