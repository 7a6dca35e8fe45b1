package io.ratinggrid.rating.journal;

/** What an entry is for. The numbers are stored: never reuse one. */
public enum EntryKind {
    /** An owner took the partition over; it carries the first use of its owner epoch and no records. */
    OPENING(1),
    /** Commands were carried out. */
    BATCH(2),
    /** Time moved, and what was due with it. */
    TICK(3);

    private final int number;

    EntryKind(final int number) {
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
    public static EntryKind of(final int number) {
        for (final EntryKind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new IllegalArgumentException("entryKind=" + number + " is unknown");
    }
}
