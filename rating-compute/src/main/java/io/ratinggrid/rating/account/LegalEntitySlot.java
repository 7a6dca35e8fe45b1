package io.ratinggrid.rating.account;

/**
 * The legal entity that issues the documents of an account that names one, in its head.
 *
 * <pre>
 *  0 u8 kind   1 zeros   4 i32 symbol   8 zeros
 * </pre>
 */
public final class LegalEntitySlot {
    private LegalEntitySlot() {}

    static void put(final StateRecord head, final int entity) {
        head.putInt(head.allocate(SlotKind.LEGAL_ENTITY), 4, entity);
    }

    /** Its symbol, 0: the account names none. */
    public static int entity(final StateRecord head) {
        final int slot = head.first(SlotKind.LEGAL_ENTITY);
        return slot < 0 ? 0 : head.getInt(slot, 4);
    }
}
