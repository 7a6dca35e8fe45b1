package io.ratinggrid.persistence.snapshot;

/**
 * Images of a partition: chunks of many accounts, each value carries the sequence it contains, plus one manifest per
 * partition.
 *
 * <p>Every call blocks until it is done. A write replaces what was there and has, once it returned, the durability of
 * the store. A write that throws {@link IllegalStateException} may or may not have happened; repeat it. Arguments that
 * the grid does not have, and images that are empty or too large, are refused with {@link IllegalArgumentException}.
 */
public interface SnapshotStore {
    /** The largest chunk accepted, in bytes: it is made and loaded in one piece of heap. */
    int MAX_IMAGE_BYTES = 256 * 1024 * 1024;

    /** The largest manifest accepted, in bytes. */
    int MAX_MANIFEST_BYTES = 1024 * 1024;

    /** Synchronous; called from an image thread, not the owner. The image is the first {@code length} bytes, which may change once it returned. */
    void writeChunk(int partition, int chunk, byte[] bytes, int length);

    /** The same of an image that fills its array. */
    default void writeChunk(final int partition, final int chunk, final byte[] image) {
        writeChunk(partition, chunk, image, image.length);
    }

    /** Null when never written. */
    byte[] readChunk(int partition, int chunk);

    /** Synchronous, as {@link #writeChunk}; what the manifest names should have been written before it. */
    void writeManifest(int partition, byte[] manifest);

    /** Null when never written. */
    byte[] readManifest(int partition);
}
