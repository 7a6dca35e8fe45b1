package io.ratinggrid.node.owner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Entries of a journal, one after the other.
 *
 * @param ended an entry was looked for behind them and is not there
 */
record Tail(List<byte[]> entries, boolean ended) {
    private static final int MOST_ENTRIES = 512;
    private static final int MOST_BYTES = 2 << 20;

    /** Some entries from a sequence on. Blocks as {@code read} does. */
    static Tail read(final LongFunction<byte[]> read, final long from) {
        final List<byte[]> entries = new ArrayList<>();
        int bytes = 0;
        while (entries.size() < MOST_ENTRIES && bytes < MOST_BYTES) {
            final byte[] entry = read.apply(from + entries.size());
            if (entry == null) {
                return new Tail(entries, true);
            }
            entries.add(entry);
            bytes += entry.length;
        }
        return new Tail(entries, false);
    }
}
