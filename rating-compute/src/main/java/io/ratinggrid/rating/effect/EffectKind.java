package io.ratinggrid.rating.effect;

/**
 * Kinds of effects with their fields in order. Stored in the journal: never reuse a number, never change a kind's fields; add
 * a new kind instead. {@code subscriber} is an ordinal, 0 for the head; {@code from} and {@code to} are seconds; amounts are
 * scaled, quantities base units; names are symbols.
 */
public enum EffectKind {
    /** text name; key, zone, cycleRule, hasLimit, creditLimit. */
    ACCOUNT_OPENED(1, 5, true),
    /** text name; subscriber. */
    SUBSCRIBER_ADDED(2, 1, true),
    /** subscriber, plan, from, until. */
    SUBSCRIBED(3, 4, false),
    /** from, to. */
    CYCLE_OPENED(4, 2, false),
    /** subscriber, id, type, amount, from, to, flags, cyclesLeft. */
    BUCKET_GRANTED(5, 8, false),
    /** subscriber, id, amount, new numerator, new denominator. */
    BUCKET_DRAWN(6, 5, false),
    /** subscriber, id that it is taken from, id of a bucket of the type that was overdrawn, amount. */
    BUCKET_REPAID(28, 4, false),
    /** subscriber, id, amount rolled over, amount expired: what is rolled is taken out, the rest may still pay late events. */
    BUCKET_ENDED(8, 4, false),
    /** subscriber, id, amount left unspent. */
    BUCKET_REMOVED(9, 3, false),
    /** subscriber, accumulator, from, delta, latestMs. */
    ACCUMULATED(10, 5, false),
    /** subscriber, accumulator, from. */
    ACCUMULATOR_REMOVED(11, 3, false),
    /** subscriber, accumulator, from, hash. */
    UNIQUE_SEEN(12, 4, false),
    /** line, from, flags, whole, new numerator, new denominator. */
    CHARGED(13, 6, false),
    /** line, from, flags. */
    LINE_REMOVED(14, 3, false),
    /** subscriber, session, charge, counted, slack, tierPosition, lastBand, at, grossWhole, numerator, denominator. */
    SESSION_MOVED(15, 11, false),
    /** subscriber, session. */
    SESSION_ENDED(16, 2, false),
    /** kind, number, from, to, at, total. */
    DOCUMENT_ISSUED(17, 6, false),
    /** line, from, flags, total so far, billed before, amount. Follows its document. */
    DOCUMENT_LINE(18, 6, false),
    /** closed until. */
    CYCLE_CLOSED(19, 1, false),
    /** Nothing; the account takes no more commands. */
    QUARANTINED(20, 0, false),
    /** type, opening, granted, drawn, expired, rolled over, closing. Changes nothing: a line of a statement. */
    STATEMENT(21, 7, false),
    /** day (UTC, since 1970) of the latest receipt of usage so far. */
    RECEIVED(22, 1, false),
    /** at: what is left in every bucket that lasts beyond then is the opening balance of the new cycle. */
    BUCKETS_CARRIED(23, 1, false),

    /** number, cycle from, cycle to, sequence of the entry that made the statement before it (0: there is none). Its lines follow. */
    STATEMENT_MADE(26, 4, false),
    /** bucket id. Changes nothing: the line of a statement before it is of this bucket, too. */
    STATEMENT_BUCKET(27, 1, false),

    /** subscriber, accumulator, from, hash: it is as if it had not been seen. */
    UNIQUE_FORGOTTEN(24, 4, false),

    /** subscriber, accumulator, from, level, average so far, its numerator, its denominator, at (milliseconds). */
    LEVEL_SET(40, 8, false),
    /** subscriber, accumulator, from, level, line, whole, new numerator, new denominator: it goes on, and is charged for. */
    LEVEL_CARRIED(41, 8, false),

    /** text account it goes to; item, type, its key, hash of its subscriber, amount, until (0: as the type says), at. */
    TRANSIT_PUT(50, 7, true),
    /** item, subscriber, bucket id, amount that was drawn there: follows its item. */
    TRANSIT_PART(51, 4, false),
    /** item, type, amount, result code of the account that it went to. */
    TRANSIT_SETTLED(52, 4, false),
    /** account it came from, item. Changes nothing: why the grant before it was made. */
    TRANSFER_RECEIVED(53, 2, false),
    /** text account it goes to; item. Changes nothing of the account's records: an identity left it. */
    IDENTITY_LEFT(54, 1, true),

    /** subscriber, plan, from, until, quantity, flags: as {@link #SUBSCRIBED}, of another quantity or going on from another. */
    SUBSCRIPTION_BEGUN(60, 6, false),
    /** subscriber, slot, until, 1 if it may be resumed. */
    SUBSCRIPTION_ENDED(61, 4, false),
    /** subscriber, slot: it is not paused any more. */
    PAUSE_ENDED(62, 2, false),
    /** subscriber, slot, cycle: its fee in advance was charged before the closing that charges it. */
    FEE_CHARGED_EARLY(63, 3, false),
    /** subscriber, slot, start: its cycles are counted from there, for it goes on from another. */
    SUBSCRIPTION_COUNTED(64, 3, false),

    /** subscriber, slot, type of bucket, amount: what it grants of it, in place of its plan's amount. */
    SUBSCRIPTION_AMOUNT(65, 4, false),

    /** document number, issued, overdue from, total: it is to be paid. Follows its lines. */
    INVOICE_OPENED(70, 4, false),
    /** document number, amount: taken from what is paid ahead. */
    INVOICE_PAID(71, 2, false),
    /** amount that came in and is allocated to no invoice yet; below 0: that was paid out. */
    PAID_AHEAD(72, 1, false),
    /** number of a credit note, number of the document that it credits, amount above 0. Follows its lines. */
    CREDITED(73, 3, false),
    /** document number, total: it is not to be paid any more, and counts as nothing. */
    INVOICE_VOIDED(74, 2, false),
    /** its number, at (milliseconds), amount, below 0: it was paid out. Where to find it is kept; what it pays is said by others. */
    PAYMENT_TAKEN(78, 3, false),
    /** text name of a line that no catalog has; line. */
    LINE_NAMED(79, 1, true),

    /** item, both halves of the hash of an event's id, sequence of its entry: the event is to be taken back. */
    REVERSAL_ASKED(80, 4, false),
    /** item, both halves of the hash of the event's id, result code: it was taken back, or why not. */
    REVERSAL_SETTLED(81, 4, false),

    /** item, document, symbol of the legal entity, year: it is to get a number in that series. Precedes its document. */
    NUMBER_ASKED(90, 4, false),
    /** symbol of the legal entity, year, number. Changes no account: what a series answers. */
    NUMBER_ASSIGNED(91, 3, false),
    /** item, document, symbol of the legal entity, year, number: the document has it. */
    NUMBERED(92, 5, false),
    /** symbol of the legal entity that issues the documents of the account. */
    ENTITY_CHOSEN(93, 1, false),

    /** As {@link #REVERSAL_ASKED}: the event is to be taken back, and what the command says rated in its place. */
    REPLACEMENT_ASKED(82, 4, false),

    /** subscriber, session, rating group, service, granted units, start (milliseconds), until: holds what follows. */
    RESERVED(100, 7, false),
    /** subscriber, session, rating group, holder of the bucket, bucket id (0: credit), amount. Follows its reservation. */
    HELD(101, 6, false),
    /** subscriber, session, rating group, why: see {@code ReservationEnd}. All that it held is free again. */
    RESERVATION_ENDED(102, 4, false),
    /** until: no reservation of the account lapses before then. */
    RESERVATIONS_CHECKED(103, 1, false),
    /** rating group, service, start (milliseconds), usage. Changes nothing: what is rated next is what a session used. */
    USED(104, 4, false),
    /**
     * rating group, result code, granted units, validity (seconds), threshold (units), next tariff change (seconds, 0: none is
     * known), 1 if these are the last units, units of the service and money left that may still be reserved. Changes nothing: what was answered.
     */
    QUOTA(105, 9, false),

    /**
     * subscriber, what ({@code WatchSlot}), symbol, cycle from (0: of a balance), number in the account, percent (0: none), threshold,
     * reached, of, at (seconds): it is to be told.
     */
    NOTICE_RAISED(110, 10, false),
    /** subscriber, what, symbol, cycle from, percent told, told, newest bucket. Follows its notices. */
    WATCHED(111, 7, false),
    /** number of a notice, 1 if it is given up, else it was delivered. */
    NOTICE_SETTLED(112, 2, false),
    /** number of a notice that was given up: it is to be told again. */
    NOTICE_RETRIED(113, 1, false),

    /** subscriber, type, cycle from, amount, its numerator, its denominator: drawn of the account's pooled buckets; below 0: given back. */
    POOL_DRAWN(120, 6, false),
    /** subscriber, type, cycle from: what was drawn of a pool then is forgotten. */
    POOL_FORGOTTEN(121, 3, false),

    /**
     * subscriber, type, cycle from, number in the cycle: little was left of it. What follows is its price, if it has one, and its
     * grant, and is no part of what the command was about.
     */
    REFILLED(122, 4, false),

    /** charge, zone, catalog effective (seconds), matched prefix length, raw, counted, unfunded. Changes nothing: why. */
    RATED(30, 7, false),
    /** kind, band, tier, units, amount, detail. Changes nothing: why. */
    SLICE(31, 6, false),
    /** cycle from, 1 if that cycle was closed before. Changes nothing: the event just rated came after its cycle's end. */
    LATE(32, 2, false),
    /** start (milliseconds), usage. Changes nothing: what is rated next is this part of an event that was split. */
    PART(33, 2, false),
    /** numerator, denominator: fraction of the line charged next as it was before. Changes nothing; left out if it was 0. */
    LINE_BEFORE(34, 2, false),
    /** numerator, denominator: fraction drawn of the bucket drawn next as it was before. Changes nothing; left out if it was 0. */
    BUCKET_BEFORE(35, 2, false),
    /**
     * charge, counted, slack, tierPosition, lastBand, at, grossWhole, numerator, denominator: the session moved next as it was
     * before. Changes nothing; left out if it is new.
     */
    SESSION_BEFORE(36, 9, false);

    private static final EffectKind[] BY_NUMBER = new EffectKind[128];

    static {
        for (final EffectKind kind : values()) {
            if (BY_NUMBER[kind.number] != null) {
                throw new IllegalStateException("effectKind=" + kind.number + " is given twice");
            }
            BY_NUMBER[kind.number] = kind;
        }
    }

    private final int number;
    private final int fields;
    private final boolean named;

    EffectKind(final int number, final int fields, final boolean named) {
        this.number = number;
        this.fields = fields;
        this.named = named;
    }

    public int number() {
        return number;
    }

    /** How many numbers it has. */
    public int fields() {
        return fields;
    }

    /** True if a text follows its numbers. */
    public boolean named() {
        return named;
    }

    static EffectKind of(final int number) {
        final EffectKind kind = number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (kind == null) {
            throw new IllegalArgumentException("effectKind=" + number + " is unknown");
        }
        return kind;
    }
}
