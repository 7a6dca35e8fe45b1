package io.ratinggrid.ingest.input;

/**
 * A record that cannot be taken, said for people: which field at which column holds which value, what is wrong with it and
 * what would be right. Has no stack trace: bad input is no error of the program, and there may be much of it.
 */
public final class InvalidRecordException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int SHOWN_CHARACTERS = 100;

    private final String field;
    private final String value;
    private final String right;
    private final int column;

    /**
     * An objection to one field.
     *
     * @param field  name of the field, empty for the record as a whole
     * @param value  as it was given, empty if it was not
     * @param column character in the line where the value starts, from 1; 0: not known
     * @param wrong  what is wrong with it
     * @param right  what would be right, empty if that cannot be said
     */
    public InvalidRecordException(
            final String field, final CharSequence value, final int column, final String wrong, final String right) {
        super(wrong, null, false, false);
        this.field = field;
        this.value = shown(value);
        this.column = column;
        this.right = right;
    }

    public static InvalidRecordException missing(final String field, final String right) {
        return new InvalidRecordException(field, "", 0, "is missing", right);
    }

    /** The same objection with the column, where it was not known when it was made. */
    public InvalidRecordException at(final String newField, final int newColumn) {
        return new InvalidRecordException(newField, value, newColumn, getMessage(), right);
    }

    public String field() {
        return field;
    }

    public String value() {
        return value;
    }

    public int column() {
        return column;
    }

    public String right() {
        return right;
    }

    /** All of it in one sentence, without file and line. */
    public String sentence() {
        final StringBuilder text = new StringBuilder();
        if (!field.isEmpty()) {
            text.append("field ").append(field).append(' ');
        }
        if (!value.isEmpty()) {
            text.append('\'').append(value).append("' ");
        }
        text.append(getMessage());
        if (!right.isEmpty()) {
            text.append("; ").append(right);
        }
        return text.toString();
    }

    private static String shown(final CharSequence value) {
        if (value.length() <= SHOWN_CHARACTERS) {
            return value.toString();
        }
        return value.subSequence(0, SHOWN_CHARACTERS) + "... (" + value.length() + " characters)";
    }
}
