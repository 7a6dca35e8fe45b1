package io.ratinggrid.ingest.input;

/** A file that is not read at all: the message says what it is and what would be right. Nothing of it was taken. */
public final class RefusedFileException extends Exception {
    private static final long serialVersionUID = 1;

    public RefusedFileException(final String message) {
        super(message, null, false, false);
    }
}
