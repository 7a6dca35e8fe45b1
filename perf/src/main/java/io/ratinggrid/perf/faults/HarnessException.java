package io.ratinggrid.perf.faults;

/** A run cannot go on: the cluster does not come up, or does not come back. */
final class HarnessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HarnessException(final String message) {
        super(message);
    }
}
