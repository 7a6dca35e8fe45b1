package io.ratinggrid.rating.account;

/**
 * Where a document of the account is to be found, for the latest {@link #KEPT} of them and for those that are to be paid. What it
 * says is in the journal.
 *
 * <pre>
 *  0 u8 kind   1 u8 kind of document   2 u16 flags (1 is or was to be paid, 2 is void)   4 i32 number   8 u32 overdue from   12 i32 document that it credits (0: it is no credit note)
 * 16 i64 total, scaled   24 i64 issued, milliseconds   32 i64 sequence of the journal entry that issued it
 *  40 i64 what credit notes have taken back of it
 * </pre>
 */
public final class DocumentSlot {
    /** How many are kept that are not to be paid. */
    public static final int KEPT = 36;

    private static final int OWED = 1;
    private static final int VOID = 2;

    private DocumentSlot() {}

    /** Takes up a document; the oldest one that is not to be paid makes room. */
    static void issue(
            final StateRecord head,
            final int documentKind,
            final int number,
            final long issuedMs,
            final long total,
            final long sequence) {
        makeRoom(head);
        final int slot = head.allocate(SlotKind.DOCUMENT);
        head.putByte(slot, 1, documentKind);
        head.putInt(slot, 4, number);
        head.putLong(slot, 16, total);
        head.putLong(slot, 24, issuedMs);
        head.putLong(slot, 32, sequence);
    }

    private static void makeRoom(final StateRecord head) {
        int count = 0;
        int oldest = -1;
        for (int slot = head.first(SlotKind.DOCUMENT); slot >= 0; slot = head.next(SlotKind.DOCUMENT, slot)) {
            count++;
            if ((oldest < 0 || number(head, slot) < number(head, oldest))
                    && InvoiceSlot.find(head, number(head, slot)) < 0) {
                oldest = slot;
            }
        }
        if (count >= KEPT && oldest >= 0) {
            DocumentNumberSlot.forget(head, number(head, oldest));
            head.free(oldest);
        }
    }

    /** It is to be paid; documents of states from before this slot are not there. */
    static void owe(final StateRecord head, final int number, final long overdueFrom) {
        final int slot = find(head, number);
        if (slot >= 0) {
            head.putShort(slot, 2, OWED);
            head.putInt(slot, 8, (int) overdueFrom);
        }
    }

    static void makeVoid(final StateRecord head, final int slot) {
        head.putShort(slot, 2, head.getShort(slot, 2) | VOID);
    }

    /** True if it was to be paid, is not any more, and counts as nothing. */
    public static boolean isVoid(final StateRecord head, final int slot) {
        return (head.getShort(slot, 2) & VOID) != 0;
    }

    /** A credit note has taken something back of another document; what is not kept any more is not looked for again. */
    static void credit(final StateRecord head, final int note, final int number, final long amount) {
        final int noteSlot = find(head, note);
        if (noteSlot >= 0) {
            head.putInt(noteSlot, 12, number);
        }
        final int slot = find(head, number);
        if (slot >= 0) {
            head.putLong(slot, 40, Math.addExact(credited(head, slot), amount));
        }
    }

    /** What credit notes have taken back of it. */
    public static long credited(final StateRecord head, final int slot) {
        return head.getLong(slot, 40);
    }

    /** Number of the document that it credits; 0: it is no credit note. */
    public static int credits(final StateRecord head, final int slot) {
        return head.getInt(slot, 12);
    }

    /** Slot of a document, or -1. */
    public static int find(final StateRecord head, final long number) {
        int slot = head.first(SlotKind.DOCUMENT);
        while (slot >= 0 && number(head, slot) != number) {
            slot = head.next(SlotKind.DOCUMENT, slot);
        }
        return slot;
    }

    /** Smallest number of a document above {@code number} that is kept, or 0. */
    public static int next(final StateRecord head, final int number) {
        int next = 0;
        for (int slot = head.first(SlotKind.DOCUMENT); slot >= 0; slot = head.next(SlotKind.DOCUMENT, slot)) {
            final int candidate = number(head, slot);
            if (candidate > number && (next == 0 || candidate < next)) {
                next = candidate;
            }
        }
        return next;
    }

    /** Number of a {@code DocumentKind}. */
    public static int documentKind(final StateRecord head, final int slot) {
        return head.getByte(slot, 1);
    }

    public static int number(final StateRecord head, final int slot) {
        return head.getInt(slot, 4);
    }

    /** True if it is to be paid, or was and is paid. */
    public static boolean owed(final StateRecord head, final int slot) {
        return (head.getShort(slot, 2) & OWED) != 0;
    }

    /** First second after the last day on which it may be paid; only where {@link #owed}. */
    public static long overdueFrom(final StateRecord head, final int slot) {
        return Seconds.unsigned(head.getInt(slot, 8));
    }

    public static long total(final StateRecord head, final int slot) {
        return head.getLong(slot, 16);
    }

    public static long issuedMs(final StateRecord head, final int slot) {
        return head.getLong(slot, 24);
    }

    /** Sequence of the journal entry that issued it. */
    public static long sequence(final StateRecord head, final int slot) {
        return head.getLong(slot, 32);
    }
}
