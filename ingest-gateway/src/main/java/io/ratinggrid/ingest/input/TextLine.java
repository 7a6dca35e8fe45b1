package io.ratinggrid.ingest.input;

/** One line of an input; reused, valid until the next one is read. */
public final class TextLine {
    char[] characters = new char[4_096];
    int length;
    long number;
    boolean ended;
    InvalidRecordException problem;

    public char[] characters() {
        return characters;
    }

    public int length() {
        return length;
    }

    /** From 1. */
    public long number() {
        return number;
    }

    /** False for a last line without a line end: the file may have been cut off. */
    public boolean ended() {
        return ended;
    }

    /** What is wrong with the line as a whole: too long, not in the character set. Null: nothing. */
    public InvalidRecordException problem() {
        return problem;
    }

    public boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (characters[i] > ' ') {
                return false;
            }
        }
        return problem == null;
    }

    /** The text, of a line with a problem only what could be read. */
    public String text() {
        return new String(characters, 0, length);
    }
}
