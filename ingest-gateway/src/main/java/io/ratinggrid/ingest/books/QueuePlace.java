package io.ratinggrid.ingest.books;

import io.ratinggrid.ingest.queue.EventQueue;

/** A record's place: the serial number of the incarnation and the index in its queue. */
public record QueuePlace(int incarnation, long index) {
    public static QueuePlace startOf(final int incarnation) {
        return new QueuePlace(incarnation, EventQueue.NONE);
    }
}
