package io.ratinggrid.node.demo;

/** What a generated record is, and so what must become of it. */
public enum RecordKind {
    /** A record like most. */
    PLAIN(Fate.RATED, "rated"),
    /** Began in the bill cycle before, reported in this one. */
    LATE(Fate.RATED, "rated, though late"),
    /** Nobody answered. */
    UNANSWERED(Fate.FILTERED, "unanswered"),
    /** Connected, but for no second or octet. */
    ZERO(Fate.FILTERED, "zero duration or volume"),
    /** The called party's side of a call. */
    INCOMING(Fate.FILTERED, "other leg"),
    /** The same record again. */
    DUPLICATE(Fate.DUPLICATE, "sent twice"),
    /** A number that no account has. */
    UNKNOWN_SUBSCRIBER(Fate.SUSPENDED, "unknown subscriber"),
    /** A call to a number that no plan has a price for. */
    NO_TARIFF(Fate.SUSPENDED, "no tariff"),
    /** Older than the window in which duplicates are found. */
    TOO_OLD(Fate.SUSPENDED, "too old to check"),
    /** A start that is no time. */
    BAD_TIME(Fate.REJECTED, "no time"),
    /** A negative duration or volume. */
    NEGATIVE(Fate.REJECTED, "negative quantity"),
    /** A line that ends too early. */
    CUT_OFF(Fate.REJECTED, "fields missing"),
    /** The same id as an earlier record, other content. */
    CONFLICT(Fate.REFUSED, "conflict with an earlier record"),
    /** Of a prepaid subscriber without money. */
    UNFUNDED(Fate.REFUSED, "not funded");

    private final Fate fate;
    private final String words;

    RecordKind(final Fate fate, final String words) {
        this.fate = fate;
        this.words = words;
    }

    public Fate fate() {
        return fate;
    }

    public String words() {
        return words;
    }

    /** Columns of a file's books. */
    public enum Fate {
        RATED,
        FILTERED,
        DUPLICATE,
        SUSPENDED,
        REJECTED,
        REFUSED
    }
}
