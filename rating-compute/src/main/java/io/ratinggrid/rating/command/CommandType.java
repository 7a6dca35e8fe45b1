package io.ratinggrid.rating.command;

import java.util.Optional;

/** Kinds of commands, with the word that JSON uses and the number that bytes use. */
public enum CommandType {
    USAGE(1, "usage", true),
    OPEN_ACCOUNT(2, "open-account", true),
    ADD_SUBSCRIBER(3, "add-subscriber", true),
    SUBSCRIBE(4, "subscribe", true),
    TOP_UP(5, "top-up", true),
    ADJUST(6, "adjust", true),
    CLOSE_CYCLE(7, "close-cycle", true),
    ADVANCE_TIME(8, "advance-time", true),
    PUBLISH_CATALOG(9, "publish-catalog", true),
    TRANSFER(10, "transfer", true),
    /** What a transfer put into the outbox, at the account that it goes to. */
    RECEIVE_TRANSFER(11, "receive-transfer", true),
    /** The answer to {@link #RECEIVE_TRANSFER}, at the account that it came from. */
    SETTLE_TRANSFER(12, "settle-transfer", true),
    MOVE_IDENTITY(13, "move-identity", true),
    /** What a move put into the outbox, at the account that the identity goes to. */
    RECEIVE_IDENTITY(14, "receive-identity", true),
    /** The answer to {@link #RECEIVE_IDENTITY}, at the account that it left. */
    SETTLE_IDENTITY(15, "settle-identity", true),
    /** Asks that what an event did be taken back; it is, by {@link #REVERSE_EVENT}. */
    CANCEL_EVENT(16, "cancel-event", true),
    /** What the journal holds of an event that is to be taken back, at its account. */
    REVERSE_EVENT(17, "reverse-event", true),
    /** Asks a series for the number of a document, where the series is kept. */
    ASSIGN_NUMBER(18, "assign-number", true),
    /** The answer to {@link #ASSIGN_NUMBER}, at the account of the document. */
    SETTLE_NUMBER(19, "settle-number", true),
    PAYMENT(20, "payment", true),
    CHANGE_PLAN(21, "change-plan", true),
    RESERVE(22, "reserve", false),
    COMMIT(23, "commit", false),
    RELEASE(24, "release", false),
    CANCEL(25, "cancel", true),
    PAUSE(26, "pause", true),
    RESUME(27, "resume", true),
    INVOICE(28, "invoice", true),
    REFUND(29, "refund", true),
    CREDIT_NOTE(30, "credit-note", true),
    /** An open invoice on which nothing was paid is not to be paid any more; what it billed is unbilled again. */
    VOID_INVOICE(31, "void-invoice", true),
    /** Asks that what an event did be taken back, and that itself, usage, be rated in its place; it is, by {@link #REVERSE_EVENT}. */
    REPLACE_EVENT(32, "replace-event", true);

    private static final CommandType[] BY_NUMBER = byNumber();

    private final int number;
    private final String word;
    private final boolean supported;

    CommandType(final int number, final String word, final boolean supported) {
        this.number = number;
        this.word = word;
        this.supported = supported;
    }

    public int number() {
        return number;
    }

    public String word() {
        return word;
    }

    /** True: the grid makes such commands itself, from what is in an outbox; inputs do not. */
    public boolean internal() {
        return this == PUBLISH_CATALOG || this == REVERSE_EVENT || receivesItem() || settlesItem();
    }

    /** True: it delivers an item of another partition's outbox. */
    public boolean receivesItem() {
        return this == RECEIVE_TRANSFER || this == RECEIVE_IDENTITY || this == ASSIGN_NUMBER;
    }

    /** True: it journals what was answered to an item of the outbox. */
    public boolean settlesItem() {
        return this == SETTLE_TRANSFER || this == SETTLE_IDENTITY || this == SETTLE_NUMBER;
    }

    /** True: once done, it has put an item into the outbox; what issues a document may have, too. */
    public boolean sendsItem() {
        return this == TRANSFER || this == MOVE_IDENTITY || asksReversal();
    }

    /** True: once done, an event is to be taken back. */
    public boolean asksReversal() {
        return this == CANCEL_EVENT || this == REPLACE_EVENT;
    }

    /** True: it says what usage says. */
    public boolean isUsage() {
        return this == USAGE || this == REPLACE_EVENT;
    }

    /** False: known by name, refused by this version. */
    public boolean supported() {
        return supported;
    }

    public static Optional<CommandType> ofWord(final String word) {
        for (final CommandType type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * The type of a number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CommandType of(final int number) {
        final CommandType type = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (type == null) {
            throw new IllegalArgumentException("commandType=" + number + " is unknown");
        }
        return type;
    }

    private static CommandType[] byNumber() {
        final CommandType[] types = new CommandType[64];
        for (final CommandType type : values()) {
            types[type.number] = type;
        }
        return types;
    }
}
