package io.ratinggrid.ingest.store;

/** A file of the data directory holds something that was never written there; the start stops. */
public final class DamagedFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DamagedFileException(final String message) {
        super(message);
    }
}
