package io.ratinggrid.rating.command;

import java.util.Optional;

/** Kinds of commands, with the word that JSON uses and the number that bytes use. */
public enum CommandType {
    USAGE(1, "usage"),
    OPEN_ACCOUNT(2, "open-account"),
    ADD_SUBSCRIBER(3, "add-subscriber"),
    SUBSCRIBE(4, "subscribe"),
    TOP_UP(5, "top-up"),
    ADJUST(6, "adjust"),
    CLOSE_CYCLE(7, "close-cycle"),
    ADVANCE_TIME(8, "advance-time"),
    PUBLISH_CATALOG(9, "publish-catalog"),
    TRANSFER(10, "transfer"),
    /** What a transfer put into the outbox, at the account that it goes to. */
    RECEIVE_TRANSFER(11, "receive-transfer"),
    /** The answer to {@link #RECEIVE_TRANSFER}, at the account that it came from. */
    SETTLE_TRANSFER(12, "settle-transfer"),
    MOVE_IDENTITY(13, "move-identity"),
    /** What a move put into the outbox, at the account that the identity goes to. */
    RECEIVE_IDENTITY(14, "receive-identity"),
    /** The answer to {@link #RECEIVE_IDENTITY}, at the account that it left. */
    SETTLE_IDENTITY(15, "settle-identity"),
    /** Asks that what an event did be taken back; it is, by {@link #REVERSE_EVENT}. */
    CANCEL_EVENT(16, "cancel-event"),
    /** What the journal holds of an event that is to be taken back, at its account. */
    REVERSE_EVENT(17, "reverse-event"),
    /** Asks a series for the number of a document, where the series is kept. */
    ASSIGN_NUMBER(18, "assign-number"),
    /** The answer to {@link #ASSIGN_NUMBER}, at the account of the document. */
    SETTLE_NUMBER(19, "settle-number"),
    PAYMENT(20, "payment"),
    CHANGE_PLAN(21, "change-plan"),
    /** Holds units of a session's rating groups for it, and charges what it has used of earlier ones. */
    RESERVE(22, "reserve"),
    /** Charges what a session has used, and frees the rest. */
    COMMIT(23, "commit"),
    RELEASE(24, "release"),
    CANCEL(25, "cancel"),
    PAUSE(26, "pause"),
    RESUME(27, "resume"),
    INVOICE(28, "invoice"),
    REFUND(29, "refund"),
    CREDIT_NOTE(30, "credit-note"),
    /** An open invoice on which nothing was paid is not to be paid any more; what it billed is unbilled again. */
    VOID_INVOICE(31, "void-invoice"),
    /** Asks that what an event did be taken back, and that itself, usage, be rated in its place; it is, by {@link #REVERSE_EVENT}. */
    REPLACE_EVENT(32, "replace-event"),
    /** What became of a notice: it was delivered, or is given up. */
    SETTLE_NOTICE(33, "settle-notice"),
    /** A notice that was given up is to be told again. */
    RETRY_NOTICE(34, "retry-notice"),
    /** Asks that what an event did be taken back, and that it be charged anew where it goes to; it is, by {@link #REVERSE_EVENT}. */
    MOVE_EVENT(35, "move-event");

    private static final CommandType[] BY_NUMBER = byNumber();

    private final int number;
    private final String word;

    CommandType(final int number, final String word) {
        this.number = number;
        this.word = word;
    }

    public int number() {
        return number;
    }

    public String word() {
        return word;
    }

    /** True: the grid makes such commands itself, from what is in an outbox; inputs do not. */
    public boolean internal() {
        return this == PUBLISH_CATALOG || this == REVERSE_EVENT || ofNotice() || receivesItem() || settlesItem();
    }

    /** True: it is about a session that reserves. */
    public boolean ofSession() {
        return this == RESERVE || this == COMMIT || this == RELEASE;
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
        return this == CANCEL_EVENT || ratesAgain();
    }

    /** True: once done, an event is to be taken back and usage rated in its place. */
    public boolean ratesAgain() {
        return this == REPLACE_EVENT || this == MOVE_EVENT;
    }

    /** True: it says what becomes of a notice. */
    public boolean ofNotice() {
        return this == SETTLE_NOTICE || this == RETRY_NOTICE;
    }

    /** True: it may move what is left, counted or spent. */
    public boolean movesFigures() {
        return this != SETTLE_NUMBER && !ofNotice();
    }

    /** True: it says what usage says. */
    public boolean isUsage() {
        return this == USAGE || this == REPLACE_EVENT;
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
