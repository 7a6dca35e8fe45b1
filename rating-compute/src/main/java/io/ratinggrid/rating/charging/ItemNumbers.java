package io.ratinggrid.rating.charging;

/** Numbers of the items that a command puts into the outbox of its partition. One thread. */
final class ItemNumbers {
    private long next;

    /** Sets the number that the next item gets. */
    void next(final long item) {
        next = item;
    }

    long take() {
        return next++;
    }
}
