package io.ratinggrid.rating.wire;

import io.ratinggrid.rating.command.NewSessions;

/**
 * Something asked of the owner of a partition: that it carry out a command, or answer a question about an account.
 *
 * @param id        chosen by whoever asks, to tell the answer by; anew each time it is asked
 * @param partition of the command's or the question's account
 * @param question  {@link #ACCOUNT}, {@link #EXPLAIN} or another word; empty: it is a command
 * @param account   with a question: name of the account; else empty
 * @param atLeast   with a question: the sequence of an earlier answer that this one must not be older than; else 0
 * @param text      with a question: what else it needs; else empty
 * @param command   with a command, and with {@link #PRICE}: its bytes ({@code CommandCodec}), not to be changed; else empty
 */
public record Ask(long id, int partition, String question, String account, long atLeast, String text, byte[] command) {
    /** Balances and unbilled charges of an account. */
    public static final String ACCOUNT = "account";
    /** What the next bill of an account would be as of now. */
    public static final String ESTIMATE = "estimate";
    /** Why one event of an account cost what it cost. Its text: origin of the event (or nothing), line feed, id. */
    public static final String EXPLAIN = "explain";

    /** What is unbilled of an account, by service and by line. Its text: as of {@link #INVOICES}. */
    public static final String UNBILLED = "unbilled";
    /** Accumulators of an account and what its buckets have paid. */
    public static final String USAGE = "usage";
    /** What an account and its subscribers are subscribed to. */
    public static final String SUBSCRIPTIONS = "subscriptions";
    /** The documents of an account. Its text: the instant as of which they are overdue, ISO 8601; empty: the journal's time. */
    public static final String INVOICES = "invoices";
    /**
     * One document of an account with its lines. Its text: as of {@link #INVOICES}, line feed, number. Of one line alone: line
     * feed, number of the line. With what it was made of: line feed, sequence of the journal entry before which to look for it, 0:
     * the one that issued the document.
     */
    public static final String INVOICE = "invoice";

    /** The statements of an account's buckets. Its text: the number before which to begin; empty: the latest. */
    public static final String STATEMENTS = "statements";
    /**
     * One statement with its lines. Its text: number. Of one line alone: line feed, type of the buckets. With what moved them: line
     * feed, sequence of the journal entry before which to look for it, 0: the one that made the statement.
     */
    public static final String STATEMENT = "statement";
    /** What the statement of the current cycle would say now. */
    public static final String CURRENT_STATEMENT = "current-statement";

    /** The latest payments of an account, and what was paid out. */
    public static final String PAYMENTS = "payments";

    /** The notices of an account that are not delivered. */
    public static final String NOTICES = "notices";

    /** When an identity left an account and came to it. Its text: the identity. */
    public static final String IDENTITY = "identity";

    /** What sessions of an account hold. Its text: the id of the session; empty: all. */
    public static final String SESSIONS = "sessions";
    /** Ordinal of a subscriber. Its text: the name. */
    public static final String SUBSCRIBER = "subscriber";
    /** The journaled record of a command that was carried out. Its text: symbol of its origin, in decimal, line feed, id. */
    public static final String RECORD = "record";
    /** What usage would cost if it came now: the code, and in words. Its command: the usage. */
    public static final String PRICE = "price";

    /** Asked of a node, not of a partition: hashes of the catalogs that it keeps, one a line. */
    public static final String CATALOGS = "catalogs";
    /** Asked of a node: a part of the files of a catalog. Its text: hash, line feed, where the part begins. */
    public static final String CATALOG = "catalog";

    private static final byte[] NONE = {};

    public static Ask command(final int partition, final byte[] command) {
        return new Ask(0, partition, "", "", 0, "", command);
    }

    public static Ask question(
            final String question, final int partition, final String account, final long atLeast, final String text) {
        return new Ask(0, partition, question, account, atLeast, text, NONE);
    }

    public boolean isCommand() {
        return question.isEmpty();
    }

    /** True if it would begin a session ({@link NewSessions}); reads the command. */
    public boolean beginsSession() {
        return isCommand() && NewSessions.isBegunBy(command);
    }

    public Ask withId(final long newId) {
        return new Ask(newId, partition, question, account, atLeast, text, command);
    }
}
