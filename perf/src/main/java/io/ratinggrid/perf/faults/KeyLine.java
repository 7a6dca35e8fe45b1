package io.ratinggrid.perf.faults;

import java.time.Instant;

/** A line about an identity that moves: its account is what the gateway and the grid find, so it has none of its own. */
final class KeyLine extends Line {
    /** The first move is at this time, the next a minute after it, and so on; usage lies in between. */
    private static final Instant FIRST = Instant.parse("2026-06-16T00:00:00Z");

    private static final int SECONDS = 60;
    /** Usage begins at the move or up to so many seconds after it, before the next one. */
    private static final int SPREAD_S = 31;

    final int key;
    /** Of the move, from 1 on; of usage: the last move before it. */
    final int move;

    /** {@code peer}: where a move goes to, else empty; {@code amount}: texts of usage. */
    KeyLine(
            final String id,
            final Kind kind,
            final int key,
            final int move,
            final long amount,
            final String peer,
            final int fault) {
        super(id, kind, "", NOWHERE, amount, peer, fault);
        this.key = key;
        this.move = move;
    }

    /** The account that has the identity before its first move. */
    static String seedAccount(final int key) {
        return "key-" + key;
    }

    static String identity(final int key) {
        return "key:k" + key;
    }

    /** The account of a key, with it. */
    static Line open(final int key) {
        return new Line("open/" + seedAccount(key), Kind.OPEN, seedAccount(key), NOWHERE, 0, "", 0) {
            @Override
            String json() {
                final String plain = super.json();
                return plain.substring(0, plain.length() - 1)
                        + ",\"subscribers\":[{\"id\":\"s\",\"identities\":[{\"type\":\"key\",\"value\":\"k" + key
                        + "\"}]}]}";
            }
        };
    }

    /** When a move takes effect. */
    static long fromMs(final int move) {
        return FIRST.plusSeconds((long) SECONDS * move).toEpochMilli();
    }

    @Override
    String json() {
        final String identity = "\",\"id\":\"" + id + "\",\"identity\":\"" + identity(key) + "\",";
        if (kind == Kind.MOVE) {
            return "{\"type\":\"move-identity" + identity + "\"at\":\"" + AT + "\",\"from\":\""
                    + Instant.ofEpochMilli(fromMs(move)) + "\",\"to\":\"" + peer + "\"}";
        }
        return "{\"type\":\"usage" + identity + "\"start\":\""
                + Instant.ofEpochMilli(fromMs(move)).plusSeconds(id.hashCode() & SPREAD_S)
                + "\",\"service\":\"sms\",\"quantity\":" + amount + "}";
    }

    @Override
    public String toString() {
        return super.toString() + " key=" + key + " move=" + move;
    }
}
