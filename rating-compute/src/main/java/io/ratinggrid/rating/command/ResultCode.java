package io.ratinggrid.rating.command;

/**
 * What became of a command. The numbers are stored in the journal: never reuse one. Grouped as the books of a file are:
 * records = rated + filtered + duplicate + suspended + rejected + refused + pending.
 */
public enum ResultCode {
    /** Done as asked; for usage: rated and charged in full, perhaps with 0. */
    DONE(0, Kind.RATED),
    /** Usage of which only a part could be funded; the rest is in the countable state unfunded. */
    PARTLY_FUNDED(1, Kind.RATED),

    /** Same origin, id and content as an earlier command: its answer stands. */
    DUPLICATE(10, Kind.DUPLICATE),
    /** Same origin and id, other content. */
    CONFLICT(11, Kind.REFUSED),
    /** The item of the outbox was settled before; nothing is left to do. */
    ALREADY_SETTLED(12, Kind.DUPLICATE),

    /** No account has the identity at the event's time. */
    UNKNOWN_SUBSCRIBER(20, Kind.SUSPENDED),
    /** No charge of the subscriber's plans, nor a fallback, prices the event. */
    NO_TARIFF(21, Kind.SUSPENDED),
    /** Older than the duplicate window, so it cannot be told whether it was charged before. */
    TOO_OLD_TO_CHECK(22, Kind.SUSPENDED),
    /** Its period is final and its accumulators are gone. */
    PERIOD_FINAL(23, Kind.SUSPENDED),
    /** The account of the command is not open. */
    UNKNOWN_ACCOUNT(24, Kind.SUSPENDED),
    /** No catalog version is effective at the event's time. */
    NO_CATALOG(25, Kind.SUSPENDED),
    /** The identity belonged to another account then: it has moved, and whoever sent this had not heard of it. */
    IDENTITY_MOVED(26, Kind.SUSPENDED),
    /** More bill cycles lie between than one command may turn: its time is wrong, or time has to be advanced in steps first. */
    TOO_MUCH_AT_ONCE(27, Kind.SUSPENDED),

    /** Nothing of it can be funded. */
    UNFUNDED(40, Kind.REFUSED),
    /** An amount would leave its range. */
    AMOUNT_OVERFLOW(41, Kind.REFUSED),
    /** A broken invariant put the account aside. */
    ACCOUNT_QUARANTINED(42, Kind.REFUSED),
    /** The account, subscriber or subscription is there already, with other content. */
    ALREADY_EXISTS(43, Kind.REFUSED),
    /** A plan, bucket or line that the catalog does not have, a subscription that does not hold, or an invoice that is not open. */
    UNKNOWN_NAME(44, Kind.REFUSED),
    /** A value outside what the command allows. */
    INVALID_VALUE(45, Kind.REFUSED),
    /** A command type that this version does not carry out. */
    NOT_SUPPORTED(46, Kind.REFUSED),
    /** The event's total usage lies beyond the last tier of a table that refuses. */
    BEYOND_LAST_TIER(47, Kind.REFUSED),
    /** The catalog cannot be published: see the problems. */
    CATALOG_REFUSED(48, Kind.REFUSED),
    /** As many transfers or cancellations of the account are under way as may be; it can be tried again. */
    TOO_MANY_IN_TRANSIT(49, Kind.REFUSED),
    /** The event to be cancelled is none that the account has carried out and knows of. */
    UNKNOWN_EVENT(50, Kind.REFUSED),
    /** The event was cancelled before, or is about to be. */
    ALREADY_CANCELLED(51, Kind.REFUSED),
    /** What was carried out is no usage, or usage that cannot be taken back: a level. */
    NOT_REVERSIBLE(52, Kind.REFUSED),
    /** The journal entry of the event to be cancelled is no longer kept. */
    NO_LONGER_KEPT(53, Kind.REFUSED),
    /** The event to be cancelled is older than the duplicate window: it is forgotten. */
    EVENT_TOO_OLD(54, Kind.REFUSED),
    /** Where the event was to be moved to cannot pay for all of it. */
    NOT_COVERED(55, Kind.REFUSED),
    /** The event that was to be moved is paid from there already. */
    ALREADY_THERE(56, Kind.REFUSED),
    /** The subscriber holds as many reservations as may be. */
    TOO_MANY_RESERVED(80, Kind.REFUSED);

    /** The column of a file's books that a code counts in. */
    public enum Kind {
        RATED,
        DUPLICATE,
        SUSPENDED,
        REFUSED
    }

    private static final ResultCode[] BY_NUMBER = byNumber();

    private final int number;
    private final Kind kind;

    ResultCode(final int number, final Kind kind) {
        this.number = number;
        this.kind = kind;
    }

    /** Stable number, 0 to 127. */
    public int number() {
        return number;
    }

    public Kind kind() {
        return kind;
    }

    /**
     * The code of a number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ResultCode of(final int number) {
        final ResultCode code = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (code == null) {
            throw new IllegalArgumentException("resultCode=" + number + " is unknown");
        }
        return code;
    }

    private static ResultCode[] byNumber() {
        final ResultCode[] codes = new ResultCode[128];
        for (final ResultCode code : values()) {
            if (codes[code.number] != null) {
                throw new IllegalStateException("resultCode=" + code.number + " is given twice");
            }
            codes[code.number] = code;
        }
        return codes;
    }
}
