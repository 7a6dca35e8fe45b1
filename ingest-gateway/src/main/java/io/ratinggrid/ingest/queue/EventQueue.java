package io.ratinggrid.ingest.queue;

/**
 * An append-only queue of byte records. A record's index grows with each append, with gaps. One thread appends at a time;
 * everything else from any thread.
 */
public interface EventQueue extends AutoCloseable {
    /** No record; lower than every index. */
    long NONE = -1;

    /** Appends one record and returns its index. The record is read by cursors once it is durable. */
    long append(byte[] bytes, int offset, int length);

    /** Index of the last record appended, or {@link #NONE}. */
    long lastIndex();

    /** Index of the last record that survives what the queue's {@link Durability} promises, or {@link #NONE}. */
    long durableIndex();

    /**
     * Returns when the record at {@code index} is durable. Callers that wait at once share one force.
     *
     * @throws QueueFailedException if the device refused, then and at every later call
     */
    void force(long index);

    /** Reads from the record after {@code index} on, {@link #NONE} for the first one kept. */
    QueueCursor cursorAfter(long index);

    /** The next record starts a new file. */
    void roll();

    /** Removes the files all of whose records have indexes up to {@code index}, and frees their space later; returns how many. Never the last file. */
    int retireThrough(long index);

    @Override
    void close();
}
