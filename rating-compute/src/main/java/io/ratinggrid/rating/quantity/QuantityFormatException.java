package io.ratinggrid.rating.quantity;

/** A text that is not a quantity of the wanted measure. */
public final class QuantityFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String wouldBeRight;

    QuantityFormatException(final String wrong, final String wouldBeRight) {
        super(wrong);
        this.wouldBeRight = wouldBeRight;
    }

    /** What to write instead; empty when that cannot be said. */
    public String wouldBeRight() {
        return wouldBeRight;
    }
}
