package io.ratinggrid.rating.command;

import java.util.Optional;

/** Who is to pay for usage. */
public enum Payer {
    /** Whoever pays for usage that comes in: buckets, then what may be owed. */
    ANY(""),
    /** No bucket: all of it is owed. */
    UNBILLED("unbilled"),
    /** Buckets alone, for all of it: nothing is owed, and none is overdrawn. */
    PREPAID("prepaid");

    private final String word;

    Payer(final String word) {
        this.word = word;
    }

    /** Where an event is moved to, as JSON says it; empty: nowhere. */
    public String word() {
        return word;
    }

    /** True: buckets may pay. */
    public boolean mayDraw() {
        return this != UNBILLED;
    }

    /** True: what buckets do not pay may be owed. */
    public boolean mayOwe() {
        return this != PREPAID;
    }

    /** Where an event is moved to by a word; empty: to neither. */
    public static Optional<Payer> ofWord(final String word) {
        for (final Payer payer : values()) {
            if (payer != ANY && payer.word.equals(word)) {
                return Optional.of(payer);
            }
        }
        return Optional.empty();
    }
}
