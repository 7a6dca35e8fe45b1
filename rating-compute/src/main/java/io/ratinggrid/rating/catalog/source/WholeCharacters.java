package io.ratinggrid.rating.catalog.source;

import java.io.Reader;

/**
 * Reads a text without ever ending a read between the two halves of a character outside the basic plane: the YAML scanner
 * has no room for the second half when the first one fills its buffer.
 */
final class WholeCharacters extends Reader {
    private final String text;
    private int next;

    WholeCharacters(final String text) {
        this.text = text;
    }

    @Override
    public int read(final char[] buffer, final int offset, final int length) {
        if (next == text.length()) {
            return -1;
        }
        int end = Math.min(text.length(), next + length);
        if (end - next > 1 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        final int count = end - next;
        text.getChars(next, end, buffer, offset);
        next = end;
        return count;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
