package io.ratinggrid.persistence.storage;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import javax.cache.CacheException;

import io.ratinggrid.persistence.StoreBounds;
import io.ratinggrid.persistence.snapshot.SnapshotStore;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.IgniteException;

/**
 * Images in an Ignite cache; the manifest of a partition stands before its chunks.
 *
 * <p>One thread of its own writes them, one at a time: Ignite writes its log in the calling thread, and stops the node
 * when that thread is interrupted while it does.
 */
final class IgniteSnapshotStore implements SnapshotStore, AutoCloseable {
    private static final int MANIFEST = -1;

    private final IgniteCache<GridKey, byte[]> cache;
    private final StoreBounds bounds;
    private final ExecutorService writer;

    IgniteSnapshotStore(final IgniteCache<GridKey, byte[]> cache, final GridStorageContext context) {
        this.cache = cache;
        this.bounds = new StoreBounds(context.partitions(), MAX_IMAGE_BYTES);
        this.writer =
                Executors.newSingleThreadExecutor(task -> new Thread(task, "image-writer-" + context.instanceName()));
    }

    @Override
    public void writeChunk(final int partition, final int chunk, final byte[] image) {
        bounds.checkPut(partition, "chunk", chunk, image);
        write(new GridKey(partition, chunk), image);
    }

    @Override
    public byte[] readChunk(final int partition, final int chunk) {
        bounds.checkKey(partition, "chunk", chunk);
        return read(new GridKey(partition, chunk));
    }

    @Override
    public void writeManifest(final int partition, final byte[] manifest) {
        bounds.checkPut(partition, "manifest", 0, manifest);
        write(new GridKey(partition, MANIFEST), manifest);
    }

    @Override
    public byte[] readManifest(final int partition) {
        bounds.checkKey(partition, "manifest", 0);
        return read(new GridKey(partition, MANIFEST));
    }

    /** Takes no more images; those taken are still written. */
    @Override
    public void close() {
        writer.shutdown();
    }

    private void write(final GridKey key, final byte[] image) {
        try {
            writer.submit(() -> cache.put(key, image)).get();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("image may not be written: " + key, e);
        } catch (final ExecutionException | RejectedExecutionException e) {
            throw new IllegalStateException("image may not be written: " + key, e);
        }
    }

    private byte[] read(final GridKey key) {
        try {
            return cache.get(key);
        } catch (final CacheException | IgniteException e) {
            throw new IllegalStateException("image cannot be read: " + key, e);
        }
    }
}
