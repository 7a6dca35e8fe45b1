package io.ratinggrid.rating.charging;

/** Ends a command that would turn or close more cycles than one command may; nothing of it remains. */
final class TooMuchAtOnceException extends RuntimeException {
    static final TooMuchAtOnceException INSTANCE = new TooMuchAtOnceException();

    private static final long serialVersionUID = 1;

    private TooMuchAtOnceException() {
        super("more bill cycles than one command may turn", null, false, false);
    }
}
