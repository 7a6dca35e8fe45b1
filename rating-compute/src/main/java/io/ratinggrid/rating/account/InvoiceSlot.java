package io.ratinggrid.rating.account;

/**
 * A document that is not paid in full, in the head; and what has been paid beyond all of them.
 *
 * <pre>
 *  INVOICE     0 u8 kind   1 u8 zero   2 u16 zero   4 i32 number   8 u32 issued   12 u32 overdue from   16 i64 total, scaled
 *              24 i64 paid, scaled   32 zeros
 *  PAID_AHEAD  0 u8 kind   1 u8 zero   2 u16 zero   4 i32 zero   8 i64 amount, scaled, above 0   16 zeros
 * </pre>
 */
public final class InvoiceSlot {
    private InvoiceSlot() {}

    static void init(
            final StateRecord head, final int number, final long issued, final long overdueFrom, final long total) {
        final int slot = head.allocate(SlotKind.INVOICE);
        head.putInt(slot, 4, number);
        head.putInt(slot, 8, (int) issued);
        head.putInt(slot, 12, (int) overdueFrom);
        head.putLong(slot, 16, total);
    }

    /** Slot of an invoice that is open, or -1. */
    public static int find(final StateRecord head, final long number) {
        int slot = head.first(SlotKind.INVOICE);
        while (slot >= 0 && number(head, slot) != number) {
            slot = head.next(SlotKind.INVOICE, slot);
        }
        return slot;
    }

    /** Slot of the open invoice that is due first, of equal ones the smaller number; or -1. */
    public static int oldest(final StateRecord head) {
        int oldest = head.first(SlotKind.INVOICE);
        for (int slot = oldest; slot >= 0; slot = head.next(SlotKind.INVOICE, slot)) {
            if (overdueFrom(head, slot) < overdueFrom(head, oldest)
                    || overdueFrom(head, slot) == overdueFrom(head, oldest)
                            && number(head, slot) < number(head, oldest)) {
                oldest = slot;
            }
        }
        return oldest;
    }

    /** Smallest number of an open invoice above {@code number}, or 0. */
    public static int next(final StateRecord head, final int number) {
        int next = 0;
        for (int slot = head.first(SlotKind.INVOICE); slot >= 0; slot = head.next(SlotKind.INVOICE, slot)) {
            final int candidate = number(head, slot);
            if (candidate > number && (next == 0 || candidate < next)) {
                next = candidate;
            }
        }
        return next;
    }

    /** How many are open. */
    public static int count(final StateRecord head) {
        int count = 0;
        for (int slot = head.first(SlotKind.INVOICE); slot >= 0; slot = head.next(SlotKind.INVOICE, slot)) {
            count++;
        }
        return count;
    }

    public static int number(final StateRecord head, final int slot) {
        return head.getInt(slot, 4);
    }

    /** Seconds. */
    public static long issued(final StateRecord head, final int slot) {
        return Seconds.unsigned(head.getInt(slot, 8));
    }

    /** First second after the last day on which it may be paid. */
    public static long overdueFrom(final StateRecord head, final int slot) {
        return Seconds.unsigned(head.getInt(slot, 12));
    }

    public static long total(final StateRecord head, final int slot) {
        return head.getLong(slot, 16);
    }

    public static long paid(final StateRecord head, final int slot) {
        return head.getLong(slot, 24);
    }

    /** What is still to be paid, above 0. */
    public static long open(final StateRecord head, final int slot) {
        return total(head, slot) - paid(head, slot);
    }

    /** Adds to what is paid; frees the slot when that is all. */
    static void pay(final StateRecord head, final int slot, final long amount) {
        if (amount <= 0 || amount > open(head, slot)) {
            throw new IllegalStateException("account=" + head.name() + " invoice=" + number(head, slot) + " open="
                    + open(head, slot) + " amount=" + amount);
        }
        if (amount == open(head, slot)) {
            head.free(slot);
        } else {
            head.putLong(slot, 24, paid(head, slot) + amount);
        }
    }

    /** What has been paid and is not allocated to an invoice; 0 or more. */
    public static long ahead(final StateRecord head) {
        final int slot = head.first(SlotKind.PAID_AHEAD);
        return slot < 0 ? 0 : head.getLong(slot, 8);
    }

    static void ahead(final StateRecord head, final long amount) {
        final int found = head.first(SlotKind.PAID_AHEAD);
        if (amount < 0) {
            throw new IllegalStateException("account=" + head.name() + " paidAhead=" + amount);
        }
        if (amount == 0) {
            if (found >= 0) {
                head.free(found);
            }
            return;
        }
        head.putLong(found >= 0 ? found : head.allocate(SlotKind.PAID_AHEAD), 8, amount);
    }
}
