package io.ratinggrid.perf.faults;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One command as the harness has sent it, and all that it was told about it. What it is never changes; what was told is kept under
 * the ledger's lock.
 */
class Line {
    /** What it does; amounts are in seconds, messages, megabytes and cents. */
    enum Kind {
        OPEN,
        VOICE,
        SMS,
        DATA,
        WALLET,
        MESSAGES,
        TRANSFER,
        MOVE,
        KEY_SMS,
        /** Takes back the event that {@code peer} names; its amount says in seconds when that may have begun, so that it has a content. */
        CANCEL,
        /** Puts a call in the place of the event that {@code peer} names. */
        REPLACE_VOICE,
        REPLACE_SMS,
        /** Bills what is unbilled. */
        INVOICE;

        /** Its event can be taken back. */
        boolean isUsage() {
            return this == VOICE || this == SMS || this == DATA || this == KEY_SMS || replaces();
        }

        boolean replaces() {
            return this == REPLACE_VOICE || this == REPLACE_SMS;
        }

        /** It leaves an account by its outbox, if it is done. */
        boolean sendsItem() {
            return this == TRANSFER || this == CANCEL || replaces();
        }
    }

    /** The partition of a line whose account the sender does not know. */
    static final int NOWHERE = -1;

    /** One time for all: what a bucket is given holds for what is used at once. */
    static final String AT = "2026-06-15T12:00:00Z";

    final String id;
    final Kind kind;
    final String account;
    final int partition;
    final long amount;
    /** Whom a transfer is for, or which event is taken back; else empty. */
    final String peer;
    /** Which fault was the last before it was made. */
    final int fault;

    private final List<Integer> answers = new ArrayList<>(1);
    private int sends;
    private boolean accepted;
    private boolean onLostDisk;

    Line(
            final String id,
            final Kind kind,
            final String account,
            final int partition,
            final long amount,
            final String peer,
            final int fault) {
        this.id = id;
        this.kind = kind;
        this.account = account;
        this.partition = partition;
        this.amount = amount;
        this.peer = peer;
        this.fault = fault;
    }

    /** As a gateway reads it. */
    String json() {
        final String head = "\",\"id\":\"" + id + "\",\"account\":\"" + account + "\",\"at\":\"" + AT + "\"";
        return switch (kind) {
            case OPEN ->
                "{\"type\":\"open-account\",\"account\":\"" + account
                        + "\",\"at\":\"2026-06-01T00:00:00Z\",\"currency\":\"EUR\",\"plans\":[\"standard\"]}";
            case VOICE ->
                "{\"type\":\"usage" + head + ",\"service\":\"voice\",\"quantity\":\"" + amount
                        + " s\",\"to\":\"+442079460000\"}";
            case SMS -> "{\"type\":\"usage" + head + ",\"service\":\"sms\",\"quantity\":" + amount + "}";
            case DATA -> "{\"type\":\"usage" + head + ",\"service\":\"data\",\"quantity\":\"" + amount + " MB\"}";
            case WALLET -> "{\"type\":\"top-up" + head + ",\"bucket\":\"wallet\",\"amount\":\"" + euros() + "\"}";
            case MESSAGES ->
                "{\"type\":\"top-up" + head + ",\"bucket\":\"messages\",\"amount\":\"" + amount + " messages\"}";
            case TRANSFER ->
                "{\"type\":\"transfer" + head + ",\"to\":\"" + peer + "\",\"bucket\":\"wallet\",\"amount\":\"" + euros()
                        + "\"}";
            case CANCEL -> "{\"type\":\"cancel-event" + head + event() + ",\"start\":\"" + start() + "\"}";
            case REPLACE_VOICE ->
                "{\"type\":\"replace-event" + head + event() + ",\"service\":\"voice\",\"quantity\":\"" + amount
                        + " s\",\"to\":\"+442079460000\"}";
            case REPLACE_SMS ->
                "{\"type\":\"replace-event" + head + event() + ",\"service\":\"sms\",\"quantity\":" + amount + "}";
            case INVOICE -> "{\"type\":\"invoice" + head + "}";
            case MOVE, KEY_SMS -> throw new IllegalStateException(kind + " needs a key");
        };
    }

    private String event() {
        return ",\"event\":\"" + peer + "\"";
    }

    /** What a cancellation says about when its event began. */
    Instant start() {
        return Instant.parse(AT).plusSeconds(amount);
    }

    private String euros() {
        return BigDecimal.valueOf(amount, 2).toPlainString();
    }

    void sent() {
        sends++;
    }

    void answered(final int code) {
        answers.add(code);
    }

    void accepted() {
        accepted = true;
    }

    void diskLost() {
        onLostDisk = true;
    }

    /** How often it was on its way to a gateway. */
    int sends() {
        return sends;
    }

    /** Codes that were told as committed. */
    List<Integer> answers() {
        return answers;
    }

    /** A gateway said that it is in its queue, and no more. */
    boolean isAcceptedOnly() {
        return accepted && answers.isEmpty();
    }

    /** Accepted by a gateway whose disk is gone: it may have gone with it. */
    boolean isOnLostDisk() {
        return onLostDisk && answers.isEmpty();
    }

    @Override
    public String toString() {
        return kind + " id=" + id + " account=" + account + " partition=" + partition + " amount=" + amount + " sends="
                + sends + " answers=" + answers;
    }
}
