package io.ratinggrid.rating.partition;

import java.util.Arrays;

/**
 * The numbers of a table's claims in an order that the claims alone decide, whenever they came and wherever they lie, so that equal
 * states are equal images. Reused; one thread.
 */
final class ClaimOrder {
    private static final long NUMBER_MASK = (1L << DuplicateWindow.NUMBER_BITS) - 1;
    private static final int FIRST_CAPACITY = 64;

    /** The upper bits of {@code high}, and the number. */
    private long[] keys = new long[FIRST_CAPACITY];

    private int count;

    void clear() {
        count = 0;
    }

    void add(final long high, final int number) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
        }
        keys[count++] = high & ~NUMBER_MASK | number;
    }

    int count() {
        return count;
    }

    int number(final int index) {
        return (int) (keys[index] & NUMBER_MASK);
    }

    /** By {@code high}, then by all else that a claim is, in the table that the numbers are of. */
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
        return ((keys[one] ^ keys[other]) & ~NUMBER_MASK) == 0 && table.compare(number(one), number(other)) < 0;
    }
}
