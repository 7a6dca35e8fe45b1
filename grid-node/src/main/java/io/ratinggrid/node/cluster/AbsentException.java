package io.ratinggrid.node.cluster;

/** What is asked for is not there, or not any more; the message says why, for people. */
final class AbsentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AbsentException(final String why) {
        super(why);
    }
}
