package io.ratinggrid.persistence.journal;

import java.util.Arrays;

/**
 * Compare-and-append log of one grid, keyed (partition, sequence). Safe for use by many threads, except those of
 * Ignite's own pools.
 */
public interface JournalStore {
    /** The largest entry accepted, in bytes. */
    int MAX_ENTRY_BYTES = 256 * 1024;

    /**
     * Puts entry at (partition, sequence) if absent; the callback runs once, on any thread. Entry bytes must not change
     * afterwards.
     *
     * <p>Returns at once. Appends are carried out oldest first, several at a time; a caller to whom the order within a
     * partition matters has one append under way there. With the outcome {@link AppendOutcome#MINE} the entry is on every
     * present copy with the durability of the store, also when it was found there.
     *
     * @throws IllegalArgumentException for a partition the grid does not have, a negative sequence, an empty entry or
     *     one over {@link #MAX_ENTRY_BYTES}; the callback then does not run
     */
    void append(int partition, long sequence, byte[] entry, AppendCallback callback);

    /**
     * Puts an entry once more where it stands, so that every present copy has it. One whose writer died may have been taken up by the copies of
     * then, and be missing from a copy that was made meanwhile, which has all before and behind it. Blocks.
     *
     * @return false if it does not stand there; nothing is put then
     * @throws IllegalArgumentException as {@link #append}
     * @throws IllegalStateException when it is not known; it may be done again
     */
    boolean putAgain(int partition, long sequence, byte[] entry);

    /**
     * Entry bytes or null if none is there (absence proves nothing about an append under way). Blocks while it reads.
     *
     * @throws IllegalStateException when the partition cannot be read, as when every copy of it is gone
     */
    byte[] read(int partition, long sequence);

    /**
     * Whether an entry is there, as {@link #read} would find it, whose last bytes are these: its checksum is. A store that can tell without
     * taking the entry out does.
     *
     * @throws IllegalStateException as {@link #read}
     */
    default boolean endsWith(final int partition, final long sequence, final byte[] end) {
        final byte[] entry = read(partition, sequence);
        return entry != null
                && entry.length >= end.length
                && Arrays.equals(entry, entry.length - end.length, entry.length, end, 0, end.length);
    }

    /**
     * As {@link #read}, but of the copy that this process holds, without asking others: null also if it holds none. What it finds may be
     * on its way to all copies, or be gone from them in the end. Blocks while it reads.
     */
    byte[] readOwnCopy(int partition, long sequence);

    /**
     * Takes entries {@code first} to {@code last} out, those that are there. Blocks; once it has returned they are gone from
     * every present copy, and their keys are free: who appends there again is not refused. Only for what images contain.
     *
     * @throws IllegalArgumentException for a partition the grid does not have, a negative sequence, or {@code last} before
     *     {@code first}
     * @throws IllegalStateException when it is not known that all are gone; it may be done again
     */
    void remove(int partition, long first, long last);
}
