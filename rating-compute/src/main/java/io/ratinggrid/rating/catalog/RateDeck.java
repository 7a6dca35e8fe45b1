package io.ratinggrid.rating.catalog;

/**
 * Prices by prefix and effective date, compact: one index over the different prefixes, rows as parallel arrays, equal terms
 * (price, increments, connect fee, dates) stored once. Immutable; a look-up allocates nothing.
 */
public final class RateDeck {
    private final String name;
    private final PrefixIndex prefixes;
    /** First row of an entry, further row of a prefix, and entry of a row; null: entry and row are the same number. */
    private final int[] firstRow;

    private final int[] nextRow;
    private final int[] entryOf;
    private final int[] terms;
    private final DeckTerms[] allTerms;
    private final String[] destinations;
    private final int[] destinationOf;

    RateDeck(final RateDeckBuilder builder) {
        name = builder.name;
        prefixes = builder.prefixes;
        firstRow = builder.firstRow;
        nextRow = builder.nextRow;
        entryOf = builder.entryOf;
        terms = builder.terms;
        allTerms = builder.allTerms;
        destinations = builder.destinations;
        destinationOf = builder.destinationOf;
    }

    public String name() {
        return name;
    }

    /** Row of the longest prefix that is effective at {@code timeMs}, or {@link PrefixIndex#NONE}. */
    public int match(final long number, final int numberLength, final long timeMs) {
        int entry = prefixes.match(number, numberLength);
        while (entry != PrefixIndex.NONE) {
            final int row = rowAt(entry, timeMs);
            if (row != PrefixIndex.NONE) {
                return row;
            }
            entry = prefixes.parent(entry);
        }
        return PrefixIndex.NONE;
    }

    private int rowAt(final int entry, final long timeMs) {
        if (firstRow == null) {
            return terms(entry).holdsAt(timeMs) ? entry : PrefixIndex.NONE;
        }
        int row = firstRow[entry];
        while (row != PrefixIndex.NONE && !terms(row).holdsAt(timeMs)) {
            row = nextRow[row];
        }
        return row;
    }

    /** Digits of a row's prefix. */
    public int prefixLength(final int row) {
        return prefixes.length(entryOf == null ? row : entryOf[row]);
    }

    public DeckTerms terms(final int row) {
        return allTerms[terms[row]];
    }

    public String destination(final int row) {
        return destinations[destinationOf[row]];
    }

    public int rows() {
        return terms.length;
    }

    /** Bytes of its arrays, without texts. */
    public long sizeBytes() {
        final int perRow = firstRow == null ? 8 : 16;
        return prefixes.sizeBytes() + (firstRow == null ? 0 : 4L * firstRow.length) + (long) perRow * terms.length;
    }
}
