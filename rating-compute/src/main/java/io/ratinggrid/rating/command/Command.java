package io.ratinggrid.rating.command;

import java.util.Arrays;
import java.util.List;

import io.ratinggrid.rating.Hash64;

/**
 * One command to one account, with the fields of every type; {@link CommandCodec} turns it into bytes and back. Fields that
 * a type does not use are zero, empty or null. Mutable and reused, one thread; {@link #reset(CommandType)} first.
 *
 * <p>Times are milliseconds since the epoch, quantities base units of the service or bucket (millisecond, octet, 10 to minus
 * the decimals of a counted unit), amounts of money {@code unscaled * 10^-decimals} as they were written.
 */
public final class Command {
    /** Longest event id in bytes: with it, every event fits a queue record many times over. */
    public static final int ID_LIMIT_BYTES = 200;
    /** Most attributes of one event. */
    public static final int ATTRIBUTE_LIMIT = 16;

    /** Most rating groups that one command may be about. */
    public static final int GROUP_LIMIT = 16;

    private static final byte[] NOTHING = {};
    private static final SessionGroup[] NO_GROUPS = {};
    private static final long GROUP_STEP = 0x9e37_79b9_7f4a_7c15L;

    public CommandType type;
    /** {@link AccountKey#of}. */
    public long account;
    /** 1 to 65,535 in order of the account's subscribers; 0: the account itself. */
    public int subscriber;
    /** When it was received; for command scripts the {@code at} of the line. */
    public long atMs;
    /** {@link io.ratinggrid.rating.catalog.Symbol} of the switch, mediation or client that made it. */
    public int origin;
    /** Identifies it within its origin; UTF-8, {@link #idLength} bytes. */
    public final byte[] id = new byte[ID_LIMIT_BYTES];

    public int idLength;
    /** Checksum of the content, for telling a repeat from a conflict; see {@link CommandCodec#contentOf}. */
    public long content;
    /** Number of the source file in its stream, and line (from 1); 0: none. */
    public int sourceFile;

    public long sourceLine;

    // usage
    public long startMs;
    public int service;
    /**
     * Of a payment, the number of the document that it is for, 0: not given; of a credit note, of the one that it credits;
     * of void-invoice, of the one that is void; of
     * open-account, symbol of the legal entity, 0: not given; of assign-number the year, of settle-number the number.
     */
    public long quantity;

    /** Called number: digits left-aligned to {@link io.ratinggrid.rating.catalog.Digits}, 0 digits: none. */
    public long number;

    public int numberLength;
    /** Hash of the session that partial records share; 0: a session of its own. Of reserve, commit and release, which have a session. */
    public long session;

    /**
     * {@link AttributeValue#hash} of the identity that account and subscriber were found by; 0: they were given. No part of the content.
     * Of receive-identity, the one that moves.
     */
    public long identity;

    /** Last record of its session. */
    public boolean sessionEnds;
    /** Of publish-catalog: may be effective in the past, as the first versions of a grid are. */
    public boolean retroactive;

    /** Of change-plan and cancel: at the end of the current cycle. */
    public boolean atCycleEnd;

    /** Asked before the service is given: what cannot be funded is refused. False: it has happened. */
    public boolean online;

    /** Who is to pay; of move-event, where the event goes. */
    public Payer payer = Payer.ANY;

    public int attributes;
    public final int[] attributeNames = new int[ATTRIBUTE_LIMIT];
    public final long[] attributeValues = new long[ATTRIBUTE_LIMIT];

    // money of any type: usage's carried amount, top-up's price, adjustment, credit limit
    public boolean hasAmount;
    public long amountUnscaled;
    public int amountDecimals;

    // other types
    /**
     * Plan, bucket, account or subscriber name, identity, or line; of a payment and a refund, what its sender calls it; of
     * cancel-event, replace-event, move-event and reverse-event, the id of the event; of the outbox's other commands nothing.
     */
    public String name;
    /**
     * Currency of open-account; line of top-up; new plan of change-plan; reason of adjust; hash of publish-catalog; account a
     * transfer or identity goes to; origin of the event of cancel-event, replace-event and move-event.
     */
    public String text;
    /** Time zone of open-account; subscriber that a transfer or identity goes to. */
    public String zone;
    /** Bill cycles of open-account: a rule of {@link io.ratinggrid.rating.catalog.BillCycle}. */
    public int cycleRule;
    /**
     * Validity of a top-up, start, change or end of a subscription, target of advance-time, when an identity moves, start of
     * the event of cancel-event and move-event; 0: not given.
     */
    public long fromMs;

    /** End of a validity or subscription; of usage, end of the time in which it was used; 0: not given. */
    public long untilMs;

    /** Of subscribe, and change-plan to another plan: what buckets are granted; empty: what the plan says. */
    public List<GrantAmount> grantAmounts = List.of();

    // the commands that deliver and settle items of the outbox; of a transfer, the quantity is scaled where the bucket
    // is of money
    /** Number of the item in the outbox of the partition that it came from, from 1. */
    public long item;
    /** Partition and account that it came from, of one that delivers. */
    public int sourcePartition;

    public long sourceAccount;
    /** Every item of the source partition with a smaller number is settled, of one that delivers. */
    public long settledBelow;
    /** Symbol of the type of bucket, of receive-transfer; of the legal entity, of assign-number. */
    public int bucket;
    /** {@link AttributeValue#hash} of the subscriber's name, of one that delivers; 0: the account itself. */
    public long receiver;
    /** Number of the result code of the one that delivered, of one that settles; of reverse-event, why it is not taken back. */
    public int answer;
    /** Of reverse-event: effects of the event, as its record has them. */
    public byte[] reversal = NOTHING;
    /** Of reverse-event: usage that is rated in the place of the event, encoded; empty: none. */
    public byte[] replacement = NOTHING;
    /** Of reverse-event: name of the event's source file, empty if it is not known. */
    public String source = "";
    /** Of reverse-event: the same of the replacement. */
    public String replacementSource = "";

    // reserve, commit and release; the session's id is in name, startMs is 0 where it is not given
    /** Number of the request in its session. */
    public long requestNumber;
    /** How long what is granted may be used before its session reports, seconds; 0: not given. */
    public long validitySeconds;
    /** How many rating groups it is about. */
    public int groups;

    private SessionGroup[] sessionGroups = NO_GROUPS;

    /** One of the rating groups, from 0. */
    public SessionGroup group(final int index) {
        return sessionGroups[index];
    }

    /** One rating group more, to be filled in. */
    public SessionGroup addGroup() {
        if (groups == GROUP_LIMIT) {
            throw new IllegalArgumentException("groups=" + (groups + 1) + " limit=" + GROUP_LIMIT);
        }
        if (groups == sessionGroups.length) {
            sessionGroups = Arrays.copyOf(sessionGroups, Math.max(1, 2 * groups));
            for (int i = groups; i < sessionGroups.length; i++) {
                sessionGroups[i] = new SessionGroup();
            }
        }
        final SessionGroup group = sessionGroups[groups++];
        group.reset();
        return group;
    }

    /** Makes of this the usage of one rating group of {@code other}, which is about a session. */
    public void usageOf(final Command other, final SessionGroup group, final long quantityUsed, final long usedFromMs) {
        reset(CommandType.USAGE);
        account = other.account;
        subscriber = other.subscriber;
        atMs = other.atMs;
        startMs = usedFromMs;
        service = group.service;
        quantity = quantityUsed;
        number = group.number;
        numberLength = group.numberLength;
        session = sessionOf(other.session, group.group);
        sessionEnds = other.sessionEnds;
        online = true;
        for (int i = 0; i < group.attributes; i++) {
            attribute(group.attributeNames[i], group.attributeValues[i]);
        }
    }

    /** The session that a rating group's usage counts in: it is a session of its own, but for group 0. */
    public static long sessionOf(final long session, final int group) {
        return group == 0 ? session : Hash64.mix(session + group * GROUP_STEP);
    }

    /** Takes over what {@code other} says of usage: everything but where it came from. */
    public void copyUsage(final Command other) {
        reset(other.type);
        account = other.account;
        subscriber = other.subscriber;
        atMs = other.atMs;
        startMs = other.startMs;
        untilMs = other.untilMs;
        service = other.service;
        quantity = other.quantity;
        number = other.number;
        numberLength = other.numberLength;
        session = other.session;
        identity = other.identity;
        sessionEnds = other.sessionEnds;
        online = other.online;
        payer = other.payer;
        for (int i = 0; i < other.attributes; i++) {
            attribute(other.attributeNames[i], other.attributeValues[i]);
        }
        hasAmount = other.hasAmount;
        amountUnscaled = other.amountUnscaled;
        amountDecimals = other.amountDecimals;
    }

    public void reset(final CommandType newType) {
        type = newType;
        account = 0;
        subscriber = 0;
        atMs = 0;
        origin = 0;
        idLength = 0;
        content = 0;
        sourceFile = 0;
        sourceLine = 0;
        startMs = 0;
        service = 0;
        quantity = 0;
        number = 0;
        numberLength = 0;
        session = 0;
        identity = 0;
        sessionEnds = false;
        online = false;
        payer = Payer.ANY;
        retroactive = false;
        atCycleEnd = false;
        attributes = 0;
        hasAmount = false;
        amountUnscaled = 0;
        amountDecimals = 0;
        name = null;
        text = null;
        zone = null;
        cycleRule = 0;
        fromMs = 0;
        untilMs = 0;
        item = 0;
        sourcePartition = 0;
        sourceAccount = 0;
        settledBelow = 0;
        bucket = 0;
        receiver = 0;
        answer = 0;
        reversal = NOTHING;
        replacement = NOTHING;
        source = "";
        replacementSource = "";
        requestNumber = 0;
        validitySeconds = 0;
        groups = 0;
        grantAmounts = List.of();
    }

    /** Sets the id; ASCII or UTF-8 bytes, at most {@link #ID_LIMIT_BYTES}. */
    public void id(final byte[] bytes) {
        if (bytes.length > ID_LIMIT_BYTES) {
            throw new IllegalArgumentException("idLength=" + bytes.length + " limit=" + ID_LIMIT_BYTES);
        }
        System.arraycopy(bytes, 0, id, 0, bytes.length);
        idLength = bytes.length;
    }

    public byte[] id() {
        return Arrays.copyOf(id, idLength);
    }

    /** Adds a named attribute; the value is its {@link AttributeValue#hash}. */
    public void attribute(final int nameSymbol, final long value) {
        if (attributes == ATTRIBUTE_LIMIT) {
            throw new IllegalArgumentException("attributes=" + (attributes + 1) + " limit=" + ATTRIBUTE_LIMIT);
        }
        attributeNames[attributes] = nameSymbol;
        attributeValues[attributes] = value;
        attributes++;
    }

    /** The value of an attribute, or 0 where the event has none. */
    public long attribute(final int nameSymbol) {
        for (int i = 0; i < attributes; i++) {
            if (attributeNames[i] == nameSymbol) {
                return attributeValues[i];
            }
        }
        return 0;
    }
}
