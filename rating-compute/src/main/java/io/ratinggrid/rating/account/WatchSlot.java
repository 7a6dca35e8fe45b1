package io.ratinggrid.rating.account;

/**
 * Which thresholds of a balance, of what is counted or of what is spent have been told of. What is told is a mark, so that a
 * threshold that a later catalog puts below it is not told of. Also how often a balance was refilled in the last cycle in which it was.
 *
 * <pre>
 *  0 u8 kind   1 u8 what (0 numbers of notices, 1 balance, 2 accumulator, 3 spend, 4 refills)   2 u16 percent told (0: none)
 *  4 i32 symbol   8 u32 cycle from (0: of a balance)   12 i32 newest bucket that was looked at
 * 16 i64 told (0: none): of a balance the least that was left, else the most; of the numbers of notices the last; how many refills   24 zeros
 * </pre>
 */
public final class WatchSlot {
    /** Counts the notices of an account, in its head. */
    public static final int NUMBERS = 0;

    /** All that a record holds of a type of bucket; its symbol is the type's. */
    public static final int BALANCE = 1;

    /** Its symbol is the accumulator's. */
    public static final int ACCUMULATOR = 2;

    /** What is spent in a cycle on the lines of a plan, in the head; its symbol is the plan's. */
    public static final int SPEND = 3;

    /** How often all that a record holds of a type of bucket was refilled in the last cycle in which it was; the type's symbol. */
    public static final int REFILLS = 4;

    private WatchSlot() {}

    /** Slot of what is watched, or -1: nothing was told of it, nor refilled. */
    public static int find(final StateRecord record, final int what, final int symbol, final long from) {
        int slot = record.first(SlotKind.WATCH);
        while (slot >= 0
                && (what(record, slot) != what || symbol(record, slot) != symbol || from(record, slot) != from)) {
            slot = record.next(SlotKind.WATCH, slot);
        }
        return slot;
    }

    /** Slot of how often a type of bucket was refilled, of whichever cycle that is, or -1: it never was. */
    public static int refills(final StateRecord record, final int symbol) {
        int slot = record.first(SlotKind.WATCH);
        while (slot >= 0 && (what(record, slot) != REFILLS || symbol(record, slot) != symbol)) {
            slot = record.next(SlotKind.WATCH, slot);
        }
        return slot;
    }

    static void put(
            final StateRecord record,
            final int what,
            final int symbol,
            final long from,
            final int percent,
            final long told,
            final int newest) {
        final int found = what == REFILLS ? refills(record, symbol) : find(record, what, symbol, from);
        final int slot = found >= 0 ? found : record.allocate(SlotKind.WATCH);
        record.putByte(slot, 1, what);
        record.putShort(slot, 2, percent);
        record.putInt(slot, 4, symbol);
        record.putInt(slot, 8, (int) from);
        record.putInt(slot, 12, newest);
        record.putLong(slot, 16, told);
    }

    /** Forgets what was told of cycles that ended at or before {@code until}, but no refills; true if there was something. */
    static boolean forget(final StateRecord record, final long until) {
        boolean forgot = false;
        for (int slot = record.first(SlotKind.WATCH); slot >= 0; slot = record.next(SlotKind.WATCH, slot)) {
            if (from(record, slot) != 0 && from(record, slot) < until && what(record, slot) != REFILLS) {
                record.free(slot);
                forgot = true;
            }
        }
        return forgot;
    }

    /** Number of the last notice of an account, from 1; 0: there was none. */
    public static int lastNumber(final StateRecord head) {
        final int slot = find(head, NUMBERS, 0, 0);
        return slot < 0 ? 0 : (int) told(head, slot);
    }

    static void lastNumber(final StateRecord head, final int number) {
        put(head, NUMBERS, 0, 0, 0, number, 0);
    }

    public static int what(final StateRecord record, final int slot) {
        return record.getByte(slot, 1);
    }

    public static int percent(final StateRecord record, final int slot) {
        return record.getShort(slot, 2);
    }

    public static int symbol(final StateRecord record, final int slot) {
        return record.getInt(slot, 4);
    }

    public static long from(final StateRecord record, final int slot) {
        return Seconds.unsigned(record.getInt(slot, 8));
    }

    /** Id of the newest bucket of the balance when it was told of. */
    public static int newest(final StateRecord record, final int slot) {
        return record.getInt(slot, 12);
    }

    /** What was told, or how many refills there were. */
    public static long told(final StateRecord record, final int slot) {
        return record.getLong(slot, 16);
    }
}
