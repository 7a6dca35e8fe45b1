package io.ratinggrid.rating.partition;

import java.util.Arrays;

/**
 * The slots of a table's claims in an order that the claims alone decide, whenever they came and wherever they lie, so that equal
 * states are equal images. Reused; one thread.
 */
final class ClaimOrder {
    private static final long SLOT_MASK = (1L << DuplicateWindow.SLOT_BITS) - 1;
    private static final int FIRST_CAPACITY = 64;

    /** The upper bits of {@code high}, and the slot. */
    private long[] keys = new long[FIRST_CAPACITY];

    private int count;

    void clear() {
        count = 0;
    }

    void add(final long high, final int slot) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
        }
        keys[count++] = high & ~SLOT_MASK | slot;
    }

    int count() {
        return count;
    }

    int slot(final int index) {
        return (int) (keys[index] & SLOT_MASK);
    }

    /** By {@code high}, then by all else that a claim is, in the table that the slots are of. */
    void sort(final ClaimTable table) {
        Arrays.sort(keys, 0, count);
        for (int i = 1; i < count; i++) {
            for (int at = i; at > 0 && isLess(table, at, at - 1); at--) {
                final long key = keys[at];
                keys[at] = keys[at - 1];
                keys[at - 1] = key;
            }
        }
    }

    /** What differs in the upper bits is sorted. */
    private boolean isLess(final ClaimTable table, final int one, final int other) {
        return ((keys[one] ^ keys[other]) & ~SLOT_MASK) == 0 && table.compare(slot(one), slot(other)) < 0;
    }
}
