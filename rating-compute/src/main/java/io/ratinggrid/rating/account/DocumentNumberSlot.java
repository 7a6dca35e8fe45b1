package io.ratinggrid.rating.account;

/**
 * The number that a document has in its series, in the head, as long as the {@link DocumentSlot} is there; while it is waited for, an
 * item of the outbox.
 *
 * <pre>
 *  0 u8 kind   1 u8 zero   2 u16 year   4 i32 document   8 i64 item (0: the number is there)   16 i32 symbol of the legal entity
 * 20 zeros   24 i64 number (0: it is waited for)   32 zeros
 * </pre>
 */
public final class DocumentNumberSlot {
    private DocumentNumberSlot() {}

    static void ask(final StateRecord head, final long item, final int document, final int entity, final int year) {
        final int slot = head.allocate(SlotKind.DOCUMENT_NUMBER);
        head.putShort(slot, 2, year);
        head.putInt(slot, 4, document);
        head.putLong(slot, 8, item);
        head.putInt(slot, 16, entity);
    }

    /** The number is there; that of a document that is not kept any more is not kept either. */
    static void number(final StateRecord head, final int slot, final long number) {
        if (DocumentSlot.find(head, document(head, slot)) < 0) {
            head.free(slot);
        } else {
            head.putLong(slot, 8, 0);
            head.putLong(slot, 24, number);
        }
    }

    /** The document is not kept any more; a number that is waited for still is. */
    static void forget(final StateRecord head, final int document) {
        final int slot = ofDocument(head, document);
        if (slot >= 0 && !isAwaited(head, slot)) {
            head.free(slot);
        }
    }

    /** Slot of an item, or -1. */
    public static int find(final StateRecord head, final long item) {
        int slot = head.first(SlotKind.DOCUMENT_NUMBER);
        while (slot >= 0 && item(head, slot) != item) {
            slot = head.next(SlotKind.DOCUMENT_NUMBER, slot);
        }
        return slot;
    }

    /** Slot of a document, or -1: it has no series. */
    public static int ofDocument(final StateRecord head, final int document) {
        int slot = head.first(SlotKind.DOCUMENT_NUMBER);
        while (slot >= 0 && document(head, slot) != document) {
            slot = head.next(SlotKind.DOCUMENT_NUMBER, slot);
        }
        return slot;
    }

    /** How many are waited for. */
    public static int awaited(final StateRecord head) {
        int count = 0;
        for (int slot = head.first(SlotKind.DOCUMENT_NUMBER);
                slot >= 0;
                slot = head.next(SlotKind.DOCUMENT_NUMBER, slot)) {
            count += isAwaited(head, slot) ? 1 : 0;
        }
        return count;
    }

    public static boolean isAwaited(final StateRecord head, final int slot) {
        return number(head, slot) == 0;
    }

    public static int document(final StateRecord head, final int slot) {
        return head.getInt(slot, 4);
    }

    public static long item(final StateRecord head, final int slot) {
        return head.getLong(slot, 8);
    }

    /** Symbol of the legal entity that issued it. */
    public static int entity(final StateRecord head, final int slot) {
        return head.getInt(slot, 16);
    }

    /** Year of its issue, in the account's time zone. */
    public static int year(final StateRecord head, final int slot) {
        return head.getShort(slot, 2);
    }

    /** From 1; 0: it is waited for. */
    public static long number(final StateRecord head, final int slot) {
        return head.getLong(slot, 24);
    }
}
