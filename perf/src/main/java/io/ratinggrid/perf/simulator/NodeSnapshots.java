package io.ratinggrid.perf.simulator;

import java.util.Arrays;
import java.util.function.Consumer;

import io.ratinggrid.persistence.StoreBounds;
import io.ratinggrid.persistence.snapshot.SnapshotStore;

/** The images as one node has them; in the same copies as the journal. */
final class NodeSnapshots implements SnapshotStore {
    private final SimStores stores;
    private final int node;
    private final StoreBounds bounds;
    private final StoreBounds manifestBounds;

    NodeSnapshots(final SimStores stores, final int node) {
        this.stores = stores;
        this.node = node;
        bounds = new StoreBounds(stores.scale.partitions(), MAX_IMAGE_BYTES);
        manifestBounds = new StoreBounds(stores.scale.partitions(), MAX_MANIFEST_BYTES);
    }

    @Override
    public void writeChunk(final int partition, final int chunk, final byte[] bytes, final int length) {
        bounds.checkPut(partition, "chunk", chunk, length);
        write(partition, copy -> copy.chunks.put(chunk, Arrays.copyOf(bytes, length)));
    }

    @Override
    public byte[] readChunk(final int partition, final int chunk) {
        bounds.checkKey(partition, "chunk", chunk);
        final byte[] found =
                stores.members.copy(asked(partition), partition).chunks.get(chunk);
        return found == null ? null : found.clone();
    }

    @Override
    public void writeManifest(final int partition, final byte[] manifest) {
        manifestBounds.checkPut(partition, "manifest", 0, manifest);
        write(partition, copy -> copy.manifest = manifest.clone());
    }

    @Override
    public byte[] readManifest(final int partition) {
        bounds.checkKey(partition, "manifest", 0);
        return stores.weather.read(stores.members.copy(asked(partition), partition).manifest);
    }

    private void write(final int partition, final Consumer<Copy> change) {
        stores.written(node, partition).forEach(change);
        if (stores.weather.isUnknown()) {
            throw new IllegalStateException("image may or may not be written: partition=" + partition);
        }
    }

    private int asked(final int partition) {
        final int asked = stores.asked(node, partition);
        if (asked == Topology.NOBODY || !stores.members.isReached(node, asked) || stores.weather.failsRead()) {
            throw new IllegalStateException("images cannot be reached: partition=" + partition);
        }
        return asked;
    }
}
