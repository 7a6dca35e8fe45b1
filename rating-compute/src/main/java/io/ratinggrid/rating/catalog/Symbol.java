package io.ratinggrid.rating.catalog;

import java.nio.charset.StandardCharsets;

import io.ratinggrid.rating.Hash64;

/**
 * Names inside are 32-bit hashes of the text, the same on every machine and in every catalog version, so that state refers
 * to a plan or bucket without a table. {@code catalog check} refuses two names of one hash in a catalog.
 */
public final class Symbol {
    private Symbol() {}

    /** The symbol of a name, never 0, which is "none". */
    public static int of(final String name) {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        final int symbol = (int) Hash64.hash(bytes, 0, bytes.length, 0x5b);
        return symbol == 0 ? 1 : symbol;
    }
}
