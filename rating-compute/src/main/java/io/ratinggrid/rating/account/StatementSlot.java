package io.ratinggrid.rating.account;

/**
 * Where the latest statement of the account's buckets is to be found, in its head. What it says is in the journal, and so is where
 * the one before it is: events pass over the slots of a head, so years of statements must not add to them.
 *
 * <pre>
 *  0 u8 kind   1 zeros   4 i32 number, from 1   8 i64 sequence of the journal entry that made it   16 zeros
 * </pre>
 */
public final class StatementSlot {
    private StatementSlot() {}

    static void put(final StateRecord head, final int number, final long sequence) {
        final int found = head.first(SlotKind.STATEMENT);
        final int slot = found >= 0 ? found : head.allocate(SlotKind.STATEMENT);
        head.putInt(slot, 4, number);
        head.putLong(slot, 8, sequence);
    }

    /** Number of the latest, 0: there was none. */
    public static int number(final StateRecord head) {
        final int slot = head.first(SlotKind.STATEMENT);
        return slot < 0 ? 0 : head.getInt(slot, 4);
    }

    /** Sequence of the journal entry that made the latest, 0: there was none. */
    public static long sequence(final StateRecord head) {
        final int slot = head.first(SlotKind.STATEMENT);
        return slot < 0 ? 0 : head.getLong(slot, 8);
    }
}
