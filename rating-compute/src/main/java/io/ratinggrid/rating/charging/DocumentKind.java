package io.ratinggrid.rating.charging;

/** Why a document was issued. The numbers are stored in the journal: never reuse one. */
public enum DocumentKind {
    /** A cycle was closed. */
    CYCLE(1),
    /** Unbilled charges reached a threshold. */
    THRESHOLD(2),
    /** Overage that is charged now. */
    IMMEDIATE(3),
    /** A subscription began whose fee is due in advance. */
    START(4),
    /** A subscription was changed, paused, resumed or cancelled. */
    CHANGE(5),
    /** What was given back when a subscription was changed is more than what was due: it is to be paid out. */
    REFUND(6),
    /** It was asked for. */
    DEMAND(7),
    /** What another document billed is taken back. */
    CREDIT_NOTE(8);

    private final int number;

    DocumentKind(final int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /**
     * The kind of a number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DocumentKind of(final int number) {
        for (final DocumentKind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new IllegalArgumentException("documentKind=" + number + " is unknown");
    }
}
