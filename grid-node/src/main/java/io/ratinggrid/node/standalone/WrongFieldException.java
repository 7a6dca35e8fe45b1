package io.ratinggrid.node.standalone;

/** A field of a caller's command that cannot be taken: which, what is wrong with it, and what would be right. */
public final class WrongFieldException extends Exception {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String value;
    private final String right;

    WrongFieldException(final String field, final String value, final String wrong, final String right) {
        super(wrong, null, false, false);
        this.field = field;
        this.value = value;
        this.right = right;
    }

    public String field() {
        return field;
    }

    public String value() {
        return value;
    }

    public String right() {
        return right;
    }
}
