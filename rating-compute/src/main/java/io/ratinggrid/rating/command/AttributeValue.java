package io.ratinggrid.rating.command;

import java.nio.charset.StandardCharsets;

import io.ratinggrid.rating.Hash64;

/** Values of named attributes are compared by a 64-bit hash; the text itself stays in the source record. */
public final class AttributeValue {
    private AttributeValue() {}

    /** Hash of a value, never 0, which is "not given". */
    public static long hash(final String value) {
        final byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return hash(bytes, bytes.length);
    }

    /** Hash of a value in UTF-8. */
    public static long hash(final byte[] bytes, final int length) {
        final long hash = Hash64.hash(bytes, 0, length, 0);
        return hash == 0 ? 1 : hash;
    }
}
