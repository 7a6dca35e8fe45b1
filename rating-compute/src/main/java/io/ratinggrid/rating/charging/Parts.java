package io.ratinggrid.rating.charging;

import java.util.Arrays;

/** The explained parts of a quote as parallel arrays. Reused; one thread. */
final class Parts {
    private static final int FIELDS = 6;

    private long[] values = new long[FIELDS * 8];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    void add(final int kind, final int band, final int tier, final long units, final long amount, final long detail) {
        final int at = size * FIELDS;
        if (at == values.length) {
            values = Arrays.copyOf(values, at * 2);
        }
        values[at] = kind;
        values[at + 1] = band;
        values[at + 2] = tier;
        values[at + 3] = units;
        values[at + 4] = amount;
        values[at + 5] = detail;
        size++;
    }

    /** Field of a part, in the order of {@link #add}. */
    long field(final int part, final int field) {
        return values[part * FIELDS + field];
    }
}
