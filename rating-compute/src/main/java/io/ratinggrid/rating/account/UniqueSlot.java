package io.ratinggrid.rating.account;

/**
 * Hashes of different values seen in a cycle, three to a slot.
 *
 * <pre>
 *  0 u8 kind   1 u8 used   2 u16 zero   4 i32 symbol   8 u32 cycle from   12 u32 zero   16, 24, 32 i64 hashes   40 zero
 * </pre>
 */
public final class UniqueSlot {
    private static final int PER_SLOT = 3;

    private UniqueSlot() {}

    public static boolean seen(final StateRecord record, final int symbol, final long from, final long hash) {
        for (int slot = record.first(SlotKind.UNIQUE); slot >= 0; slot = record.next(SlotKind.UNIQUE, slot)) {
            if (isOf(record, slot, symbol, from)) {
                for (int i = 0; i < record.getByte(slot, 1); i++) {
                    if (record.getLong(slot, 16 + 8 * i) == hash) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    static void add(final StateRecord record, final int symbol, final long from, final long hash) {
        int slot = record.first(SlotKind.UNIQUE);
        while (slot >= 0 && !(isOf(record, slot, symbol, from) && record.getByte(slot, 1) < PER_SLOT)) {
            slot = record.next(SlotKind.UNIQUE, slot);
        }
        if (slot < 0) {
            slot = record.allocate(SlotKind.UNIQUE);
            record.putInt(slot, 4, symbol);
            record.putInt(slot, 8, (int) from);
        }
        final int used = record.getByte(slot, 1);
        record.putLong(slot, 16 + 8 * used, hash);
        record.putByte(slot, 1, used + 1);
    }

    /** Takes a hash out, if it is there; the last one of its slot takes its place. */
    static void remove(final StateRecord record, final int symbol, final long from, final long hash) {
        for (int slot = record.first(SlotKind.UNIQUE); slot >= 0; slot = record.next(SlotKind.UNIQUE, slot)) {
            if (isOf(record, slot, symbol, from)) {
                remove(record, slot, hash);
            }
        }
    }

    private static void remove(final StateRecord record, final int slot, final long hash) {
        final int last = record.getByte(slot, 1) - 1;
        for (int i = 0; i <= last; i++) {
            if (record.getLong(slot, 16 + 8 * i) == hash) {
                record.putLong(slot, 16 + 8 * i, record.getLong(slot, 16 + 8 * last));
                record.putLong(slot, 16 + 8 * last, 0);
                record.putByte(slot, 1, last);
                if (last == 0) {
                    record.free(slot);
                }
                return;
            }
        }
    }

    static boolean isOf(final StateRecord record, final int slot, final int symbol, final long from) {
        return record.kind(slot) == SlotKind.UNIQUE
                && record.getInt(slot, 4) == symbol
                && Seconds.unsigned(record.getInt(slot, 8)) == from;
    }
}
