package io.ratinggrid.rating.catalog;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.ratinggrid.rating.catalog.model.DeckRow;

/**
 * Rows of a deck by prefix; of one prefix the heaviest first, then the newest. Sorted by the digits of their numbers and not by
 * comparisons: a node that starts anew waits for it, in a JVM that has compiled nothing yet.
 */
final class SortedRows {
    private static final Comparator<DeckRow> OF_ONE_VALUE = Comparator.comparingInt(
                    (DeckRow row) -> row.prefix().length())
            .thenComparing(Comparator.comparingInt(DeckRow::weight).reversed())
            .thenComparing(Comparator.comparing((DeckRow row) -> row.from().orElse(Instant.MIN))
                    .reversed());

    /** Of a value there are 60, see {@link Digits#LIMIT}. */
    private static final int VALUE_BITS = 60;

    private static final int STEP_BITS = 10;
    private static final int STEP = 1 << STEP_BITS;

    private DeckRow[] rows;
    private long[] values;

    private SortedRows(final DeckRow[] rows) {
        this.rows = rows;
        values = new long[rows.length];
    }

    static SortedRows of(final List<DeckRow> rows) {
        final SortedRows sorted = new SortedRows(rows.toArray(DeckRow[]::new));
        sorted.sortByValue();
        sorted.sortWithinValues();
        return sorted;
    }

    int size() {
        return rows.length;
    }

    DeckRow row(final int i) {
        return rows[i];
    }

    /** Its prefix as a number, left-aligned. */
    long value(final int i) {
        return values[i];
    }

    int length(final int i) {
        return rows[i].prefix().length();
    }

    boolean isOfPrefixBefore(final int i) {
        return i > 0 && values[i] == values[i - 1] && length(i) == length(i - 1);
    }

    /** Ten bits at a time, the lowest first; each step keeps what is alike in its order. */
    private void sortByValue() {
        for (int i = 0; i < rows.length; i++) {
            values[i] = Digits.of(rows[i].prefix());
        }
        long[] nextValues = new long[rows.length];
        DeckRow[] nextRows = new DeckRow[rows.length];
        for (int shift = 0; shift < VALUE_BITS; shift += STEP_BITS) {
            final int[] places = places(shift);
            for (int i = 0; i < rows.length; i++) {
                final int place = places[step(values[i], shift)]++;
                nextValues[place] = values[i];
                nextRows[place] = rows[i];
            }
            final long[] lastValues = values;
            final DeckRow[] lastRows = rows;
            values = nextValues;
            rows = nextRows;
            nextValues = lastValues;
            nextRows = lastRows;
        }
    }

    /** Where the first of each step's values goes. */
    private int[] places(final int shift) {
        final int[] places = new int[STEP + 1];
        for (final long value : values) {
            places[step(value, shift) + 1]++;
        }
        for (int i = 0; i < STEP; i++) {
            places[i + 1] += places[i];
        }
        return places;
    }

    private static int step(final long value, final int shift) {
        return (int) (value >>> shift) & STEP - 1;
    }

    private void sortWithinValues() {
        int from = 0;
        for (int i = 1; i <= rows.length; i++) {
            if (i == rows.length || values[i] != values[from]) {
                if (i - from > 1) {
                    Arrays.sort(rows, from, i, OF_ONE_VALUE);
                }
                from = i;
            }
        }
    }
}
