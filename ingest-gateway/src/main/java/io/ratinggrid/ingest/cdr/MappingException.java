package io.ratinggrid.ingest.cdr;

/** A mapping file that cannot be used; the message has file, line, column, what is wrong and what would be right. */
public final class MappingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    MappingException(final String message) {
        super(message);
    }
}
