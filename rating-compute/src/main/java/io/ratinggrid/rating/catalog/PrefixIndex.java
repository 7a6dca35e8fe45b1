package io.ratinggrid.rating.catalog;

import java.util.Arrays;

import io.ratinggrid.rating.money.Money;

/**
 * Longest-prefix matching over up to millions of prefixes: the nested intervals of the prefixes flattened into one sorted
 * array of boundaries, found by the first digits and a binary search over the few that share them. About 28 bytes a prefix,
 * no objects, immutable.
 */
public final class PrefixIndex {
    /** No prefix matches. */
    public static final int NONE = -1;

    /** From this many boundaries on the first five digits narrow the search down, before that four. */
    private static final int MANY = 100_000;

    private final long[] starts;
    private final int[] owners;
    private final int[] parents;
    private final byte[] lengths;
    private final int longest;
    private final long firstSpan;
    private final int[] first;

    private PrefixIndex(final long[] starts, final int[] owners, final int[] parents, final byte[] lengths) {
        this.starts = starts;
        this.owners = owners;
        this.parents = parents;
        this.lengths = lengths;
        longest = longest(lengths);
        final int digits = starts.length < MANY ? 4 : 5;
        firstSpan = Money.power10(Digits.LIMIT - digits);
        first = first(starts, (int) Money.power10(digits), firstSpan);
    }

    /**
     * Indexes different prefixes; entry {@code i} is {@code values[i]}, left-aligned, of {@code lengths[i]} digits. They must
     * be sorted by value, then length.
     */
    public static PrefixIndex of(final long[] values, final byte[] lengths) {
        final int count = values.length;
        final Boundaries boundaries = new Boundaries(count);
        final int[] parents = new int[count];
        final int[] open = new int[Digits.LIMIT + 2];
        int depth = 0;
        for (int entry = 0; entry < count; entry++) {
            while (depth > 0 && end(values, lengths, open[depth - 1]) <= values[entry]) {
                depth--;
                boundaries.add(end(values, lengths, open[depth]), depth == 0 ? NONE : open[depth - 1]);
            }
            parents[entry] = depth == 0 ? NONE : open[depth - 1];
            boundaries.add(values[entry], entry);
            open[depth++] = entry;
        }
        while (depth > 0) {
            depth--;
            boundaries.add(end(values, lengths, open[depth]), depth == 0 ? NONE : open[depth - 1]);
        }
        final long[] starts = Arrays.copyOf(boundaries.starts, boundaries.size);
        final int[] owners = Arrays.copyOf(boundaries.owners, boundaries.size);
        return new PrefixIndex(starts, owners, parents, lengths.clone());
    }

    /** Entry of the longest prefix of a number, or {@link #NONE}. No allocation. */
    public int match(final long number, final int numberLength) {
        final int digits = (int) (number / firstSpan);
        int low = first[digits];
        int high = first[digits + 1];
        while (low < high) {
            final int middle = low + high >>> 1;
            if (starts[middle] <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        final int entry = low == 0 ? NONE : owners[low - 1];
        return numberLength >= longest ? entry : notLonger(entry, numberLength);
    }

    /** A number that is shorter than a prefix does not begin with it, whatever zeros stand behind it. */
    private int notLonger(final int longestEntry, final int numberLength) {
        int entry = longestEntry;
        while (entry != NONE && lengths[entry] > numberLength) {
            entry = parents[entry];
        }
        return entry;
    }

    /** Entry of the next shorter matching prefix, or {@link #NONE}. */
    public int parent(final int entry) {
        return parents[entry];
    }

    public int length(final int entry) {
        return lengths[entry];
    }

    public int size() {
        return parents.length;
    }

    /** Bytes of its arrays. */
    public long sizeBytes() {
        return 8L * starts.length + 4L * owners.length + 5L * parents.length + 4L * first.length;
    }

    private static long end(final long[] values, final byte[] lengths, final int entry) {
        return values[entry] + Money.power10(Digits.LIMIT - lengths[entry]);
    }

    private static int longest(final byte[] lengths) {
        int longest = 0;
        for (final byte length : lengths) {
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** For the first digits, the number of boundaries at or below their first number, so that a match is in between. */
    private static int[] first(final long[] starts, final int count, final long span) {
        final int[] first = new int[count + 1];
        int position = 0;
        for (int digits = 0; digits < count; digits++) {
            while (position < starts.length && starts[position] <= digits * span) {
                position++;
            }
            first[digits] = position;
        }
        first[count] = starts.length;
        return first;
    }

    /** The flattened boundaries under construction; a later one at the same start replaces the earlier. */
    private static final class Boundaries {
        private final long[] starts;
        private final int[] owners;
        private int size;

        Boundaries(final int prefixes) {
            starts = new long[2 * prefixes];
            owners = new int[2 * prefixes];
        }

        void add(final long start, final int owner) {
            if (size > 0 && starts[size - 1] == start) {
                owners[size - 1] = owner;
            } else {
                starts[size] = start;
                owners[size++] = owner;
            }
        }
    }
}
