package io.ratinggrid.rating.account;

import java.util.Arrays;

/** An account in memory: its head and its subscribers by ordinal. Changed by {@link EffectApplier} only. */
public final class Account {
    private static final StateRecord[] NO_SUBSCRIBERS = {};

    private final StateRecord head;
    private StateRecord[] subscribers = NO_SUBSCRIBERS;

    public Account(final StateRecord head) {
        this.head = head;
    }

    public StateRecord head() {
        return head;
    }

    /** A copy that later effects do not change. */
    public Account copy() {
        final Account copy = new Account(head.copy());
        for (final StateRecord subscriber : subscribers) {
            copy.add(subscriber.copy());
        }
        return copy;
    }

    public long key() {
        return AccountSlot.key(head);
    }

    public int subscribers() {
        return subscribers.length;
    }

    /** The head for ordinal 0, else the subscriber's record, or null if there is none. */
    public StateRecord record(final int ordinal) {
        if (ordinal == 0) {
            return head;
        }
        return ordinal <= subscribers.length ? subscribers[ordinal - 1] : null;
    }

    /** Adds the subscriber of the next ordinal. */
    public void add(final StateRecord subscriber) {
        if (subscriber.ordinal() != subscribers.length + 1) {
            throw new IllegalStateException("account=" + head.name() + " subscriber=" + subscriber.name() + " ordinal="
                    + subscriber.ordinal() + " expected=" + (subscribers.length + 1));
        }
        subscribers = Arrays.copyOf(subscribers, subscribers.length + 1);
        subscribers[subscribers.length - 1] = subscriber;
    }
}
