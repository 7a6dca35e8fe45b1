package io.ratinggrid.persistence.journal;

/** What became of an append. */
public enum AppendOutcome {
    /** The entry stands at its key: this append put it there, or identical bytes were there already. */
    MINE,

    /** Other bytes stand at the key, for ever; whoever appended is no longer the owner. */
    ANOTHERS,

    /**
     * The entry may or may not stand there, now or later. Only appending the same bytes again resolves this; reading
     * does not, since absence proves nothing.
     */
    UNKNOWN
}
