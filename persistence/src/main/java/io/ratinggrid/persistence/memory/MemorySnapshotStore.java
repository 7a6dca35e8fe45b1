package io.ratinggrid.persistence.memory;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.ratinggrid.persistence.StoreBounds;
import io.ratinggrid.persistence.snapshot.SnapshotStore;

/** Images on the heap. Bytes are copied in and out. */
public final class MemorySnapshotStore implements SnapshotStore {
    private record Key(int partition, int chunk) {}

    private final ConcurrentMap<Key, byte[]> chunks = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, byte[]> manifests = new ConcurrentHashMap<>();
    private final StoreBounds bounds;
    private final StoreBounds manifestBounds;

    public MemorySnapshotStore(final int partitions) {
        this.bounds = new StoreBounds(partitions, MAX_IMAGE_BYTES);
        this.manifestBounds = new StoreBounds(partitions, MAX_MANIFEST_BYTES);
    }

    @Override
    public void writeChunk(final int partition, final int chunk, final byte[] bytes, final int length) {
        bounds.checkPut(partition, "chunk", chunk, length);
        chunks.put(new Key(partition, chunk), Arrays.copyOf(bytes, length));
    }

    @Override
    public byte[] readChunk(final int partition, final int chunk) {
        bounds.checkKey(partition, "chunk", chunk);
        return copy(chunks.get(new Key(partition, chunk)));
    }

    @Override
    public void writeManifest(final int partition, final byte[] manifest) {
        manifestBounds.checkPut(partition, "manifest", 0, manifest);
        manifests.put(partition, manifest.clone());
    }

    @Override
    public byte[] readManifest(final int partition) {
        bounds.checkKey(partition, "manifest", 0);
        return copy(manifests.get(partition));
    }

    private static byte[] copy(final byte[] bytes) {
        return bytes == null ? null : bytes.clone();
    }
}
