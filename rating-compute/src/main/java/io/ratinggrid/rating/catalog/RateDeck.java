package io.ratinggrid.rating.catalog;

/**
 * Prices by prefix and effective date, compact: one index over the different prefixes, rows as parallel arrays, equal terms
 * (price, increments, connect fee) stored once. Immutable; a look-up allocates nothing.
 */
public final class RateDeck {
    private final String name;
    private final PrefixIndex prefixes;
    private final int[] firstRow;
    private final int[] nextRow;
    private final long[] fromMs;
    private final long[] untilMs;
    private final int[] terms;
    private final DeckTerms[] allTerms;
    private final String[] destinations;
    private final int[] destinationOf;

    RateDeck(final RateDeckBuilder builder) {
        name = builder.name;
        prefixes = builder.prefixes;
        firstRow = builder.firstRow;
        nextRow = builder.nextRow;
        fromMs = builder.fromMs;
        untilMs = builder.untilMs;
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
            for (int row = firstRow[entry]; row != PrefixIndex.NONE; row = nextRow[row]) {
                if (timeMs >= fromMs[row] && timeMs < untilMs[row]) {
                    return row;
                }
            }
            entry = prefixes.parent(entry);
        }
        return PrefixIndex.NONE;
    }

    /** Length of the longest effective prefix of a number, for explanations. */
    public int matchedLength(final long number, final int numberLength, final int row) {
        int entry = prefixes.match(number, numberLength);
        while (entry != PrefixIndex.NONE) {
            for (int candidate = firstRow[entry]; candidate != PrefixIndex.NONE; candidate = nextRow[candidate]) {
                if (candidate == row) {
                    return prefixes.length(entry);
                }
            }
            entry = prefixes.parent(entry);
        }
        return 0;
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
        return prefixes.sizeBytes() + 4L * firstRow.length + 28L * terms.length;
    }
}
