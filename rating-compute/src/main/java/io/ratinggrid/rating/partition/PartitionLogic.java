package io.ratinggrid.rating.partition;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.ResultCode;

/**
 * State of one partition and the total function over it. Single-threaded; no clock, no I/O. The owner brackets commands into
 * entries; recovery feeds the records of committed entries back. After the same records, live or recovered, every image is
 * the same, byte for byte.
 */
public interface PartitionLogic {

    /** Starts the records of a new journal entry; {@code timeMs} never goes back. */
    void beginEntry(long sequence, long timeMs);

    /**
     * Carries out one encoded command ({@code CommandCodec}), appends its result record and applies its effects. Never
     * throws for what a command holds: the failure is the result of that command.
     */
    ResultCode execute(byte[] command, int offset, int length);

    /** When time has something to do next, milliseconds; {@link Long#MAX_VALUE}: never, as things are. */
    long dueMs();

    /**
     * Carries out what is due first, which must be at or before the entry's time, as {@link #execute} would a command of it. What
     * cannot be done is due again later.
     */
    ResultCode executeDue();

    /** Bytes of the records since {@link #beginEntry}; valid until the next call. */
    ByteSink records();

    /** How many records {@link #records()} holds. */
    int recordCount();

    /** Applies the records of a committed entry; what an image already contains is skipped. */
    void apply(long sequence, long timeMs, byte[] records, int offset, int length);

    /** How many items of its outbox are not settled. */
    int pending();

    /** How many accounts have notices to be delivered. */
    default int notices() {
        return 0;
    }

    /** Changes whenever a notice is raised or is to be delivered again, and perhaps at other times. */
    default long noticesMoved() {
        return 0;
    }

    /** Number of image chunks, fixed. */
    int chunks();

    /** True if the chunk has changed since its last {@link #writeChunk} (or was never written). */
    boolean isDirty(int chunk);

    /** Another has written the image of a chunk, as of a sequence that was applied here: it is clean unless it changed since. */
    default void imaged(final int chunk, final long upTo) {}

    /** The image of a chunk that is stored turned out to be of an earlier sequence than was written last: the chunk is dirty. */
    void outdated(int chunk, long upTo);

    /** Writes the image of a chunk as of the last applied sequence, which it carries, and marks it clean. */
    void writeChunk(int chunk, ByteSink sink);

    /** Loads the image of a chunk into an empty partition; returns the sequence it contains. */
    long readChunk(int chunk, byte[] image);

    /** The sequence that the image of a chunk contains; loads nothing. Any thread. */
    long sequenceOf(byte[] image);
}
