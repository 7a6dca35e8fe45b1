package io.ratinggrid.ingest.queue;

/** Reads durable records in order. One thread. */
public interface QueueCursor extends AutoCloseable {
    /** Moves to the next durable record: its index, or {@link EventQueue#NONE} if there is none now. */
    long next();

    /** Index of the record that {@link #next} returned last, or where the cursor started. */
    long index();

    /** The record's bytes, valid up to {@link #length()} until the next call. */
    byte[] bytes();

    int length();

    @Override
    void close();
}
