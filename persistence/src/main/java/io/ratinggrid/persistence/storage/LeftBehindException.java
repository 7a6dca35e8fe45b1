package io.ratinggrid.persistence.storage;

/** The grid went on without this node: its copies are not to be served. */
final class LeftBehindException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeftBehindException(final String message) {
        super(message);
    }

    LeftBehindException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
