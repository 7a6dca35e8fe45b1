package io.ratinggrid.ingest.input;

/** A part of a character array, as text; reused, so that fields need no object each. */
public final class TextView implements CharSequence {
    private char[] characters = {};
    private int offset;
    private int length;

    public TextView wrap(final char[] newCharacters, final int newOffset, final int newLength) {
        characters = newCharacters;
        offset = newOffset;
        length = newLength;
        return this;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(final int index) {
        return characters[offset + index];
    }

    @Override
    public CharSequence subSequence(final int start, final int end) {
        return new String(characters, offset + start, end - start);
    }

    /** Blanks at both ends dropped, in place. */
    public TextView strip() {
        while (length > 0 && characters[offset] <= ' ') {
            offset++;
            length--;
        }
        while (length > 0 && characters[offset + length - 1] <= ' ') {
            length--;
        }
        return this;
    }

    public boolean contentEquals(final String other) {
        if (other.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (other.charAt(i) != characters[offset + i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return new String(characters, offset, length);
    }
}
