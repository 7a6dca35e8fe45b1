package io.ratinggrid.ingest.directory;

/** What an identity leads to; filled by {@link SubscriberDirectory#resolve}, reused. */
public final class Resolved {
    long account;
    int subscriber;

    /** {@code AccountKey} of the account. */
    public long account() {
        return account;
    }

    /** Ordinal of the subscriber in its account, from 1; 0: the account itself. */
    public int subscriber() {
        return subscriber;
    }
}
