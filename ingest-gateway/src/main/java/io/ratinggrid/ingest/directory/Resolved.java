package io.ratinggrid.ingest.directory;

/** What an identity leads to; filled by {@link SubscriberDirectory#resolve}, reused. */
public final class Resolved {
    long account;
    int subscriber;
    long identity;

    /** {@code AccountKey} of the account. */
    public long account() {
        return account;
    }

    /** {@code AttributeValue#hash} of the identity. */
    public long identity() {
        return identity;
    }

    /** Ordinal of the subscriber in its account, from 1; 0: the account itself. */
    public int subscriber() {
        return subscriber;
    }
}
