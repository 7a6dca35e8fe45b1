package io.ratinggrid.rating.partition;

import java.util.Arrays;

/** Which image chunks of a partition have changed since their images were written, and what the images hold that were loaded. One thread. */
final class ChunkChanges {
    private static final long NO_IMAGE = -1;

    /** By chunk: the sequence that changed it last. */
    private final long[] changed;

    /** The sequence that its stored image has, or {@link #NO_IMAGE}. */
    private final long[] imaged;

    /** The sequence of the image that was loaded; 0: none. */
    private final long[] loaded;

    ChunkChanges(final int chunks) {
        changed = new long[chunks];
        imaged = new long[chunks];
        Arrays.fill(imaged, NO_IMAGE);
        loaded = new long[chunks];
    }

    int chunkOf(final long account) {
        return DuplicateWindow.chunkOf(account, changed.length);
    }

    /** The entry with that sequence changes what is stored with an account. */
    void touch(final long account, final long sequence) {
        changed[chunkOf(account)] = sequence;
    }

    /** The entry with that sequence changes what is stored with every chunk. */
    void touchAll(final long sequence) {
        Arrays.fill(changed, sequence);
    }

    boolean isDirty(final int chunk) {
        return changed[chunk] > imaged[chunk];
    }

    /** An image was made here. */
    void written(final int chunk, final long sequence) {
        imaged[chunk] = sequence;
    }

    /** An image was loaded into an empty partition. */
    void loaded(final int chunk, final long sequence) {
        loaded[chunk] = sequence;
        imaged[chunk] = sequence;
    }

    /** True if what the entry with that sequence did at an account was loaded with its image. */
    boolean isLoaded(final long account, final long sequence) {
        return sequence <= loaded[chunkOf(account)];
    }

    /** See {@link PartitionLogic#imaged}. */
    void imaged(final int chunk, final long upTo) {
        imaged[chunk] = Math.max(imaged[chunk], upTo);
    }

    /** See {@link PartitionLogic#outdated}. */
    void outdated(final int chunk, final long upTo) {
        if (upTo < imaged[chunk]) {
            changed[chunk] = Math.max(changed[chunk], imaged[chunk]);
            imaged[chunk] = upTo;
        }
    }
}
