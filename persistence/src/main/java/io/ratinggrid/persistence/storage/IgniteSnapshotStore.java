package io.ratinggrid.persistence.storage;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import javax.cache.CacheException;

import io.ratinggrid.persistence.StoreBounds;
import io.ratinggrid.persistence.snapshot.SnapshotStore;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.IgniteException;

/**
 * Images in an Ignite cache; the manifest of a partition stands before its chunks. A large image is put in parts, then its head, which
 * makes it the chunk's image at once; then the parts of the image before it are removed. Parts of an image that was not
 * completed before the process died stay.
 *
 * <p>One thread of its own writes them, one at a time: Ignite writes its log in the calling thread, and stops the node
 * when that thread is interrupted while it does.
 */
final class IgniteSnapshotStore implements SnapshotStore, AutoCloseable {
    private static final int MANIFEST = -1;

    private final IgniteCache<GridKey, byte[]> cache;
    private final StoreBounds bounds;
    private final StoreBounds manifestBounds;
    private final ExecutorService writer;
    /** The writer's. */
    private final ImageArrays arrays = new ImageArrays();
    /** Heads that this process put last, without images: the whole image before would be read for its head each time. */
    private final Map<GridKey, ImageHead> lastPut = new ConcurrentHashMap<>();
    /** How often heads of a partition were forgotten. */
    private final AtomicLong forgotten = new AtomicLong();

    IgniteSnapshotStore(final IgniteCache<GridKey, byte[]> cache, final GridStorageContext context) {
        this.cache = cache;
        this.bounds = new StoreBounds(context.partitions(), MAX_IMAGE_BYTES);
        this.manifestBounds = new StoreBounds(context.partitions(), MAX_MANIFEST_BYTES);
        this.writer =
                Executors.newSingleThreadExecutor(task -> new Thread(task, "image-writer-" + context.instanceName()));
    }

    @Override
    public void writeChunk(final int partition, final int chunk, final byte[] bytes, final int length) {
        bounds.checkPut(partition, "chunk", chunk, length);
        write("partition=" + partition + " chunk=" + chunk, () -> putImage(partition, chunk, bytes, length));
    }

    @Override
    public byte[] readChunk(final int partition, final int chunk) {
        bounds.checkKey(partition, "chunk", chunk);
        final ImageHead head = head(partition, chunk);
        forgetUnless(new GridKey(partition, chunk), head);
        if (head == null || !head.isParted()) {
            return head == null ? null : head.image();
        }
        final byte[] image = new byte[head.bytes()];
        for (int part = 0; part < head.parts(); part++) {
            final byte[] bytes = read(new GridKey(partition, head.partNumber(chunk, part)));
            if (bytes != null) {
                System.arraycopy(bytes, 0, image, part * ImageHead.PART_BYTES, bytes.length);
            }
        }
        if (!head.isOf(image)) {
            throw new IllegalStateException("image is being replaced, or its parts are not its own: partition="
                    + partition + " chunk=" + chunk);
        }
        return image;
    }

    @Override
    public void writeManifest(final int partition, final byte[] manifest) {
        manifestBounds.checkPut(partition, "manifest", 0, manifest);
        write("partition=" + partition + " manifest", () -> cache.put(new GridKey(partition, MANIFEST), manifest));
    }

    /** Every opening reads it, and another node may have put images since this one did last. */
    @Override
    public byte[] readManifest(final int partition) {
        bounds.checkKey(partition, "manifest", 0);
        forgotten.incrementAndGet();
        lastPut.keySet().removeIf(key -> key.partition() == partition);
        return read(new GridKey(partition, MANIFEST));
    }

    /** Takes no more images; those taken are still written. */
    @Override
    public void close() {
        writer.shutdown();
    }

    private void putImage(final int partition, final int chunk, final byte[] bytes, final int length) {
        final GridKey key = new GridKey(partition, chunk);
        final long forgottenBefore = forgotten.get();
        // If anything fails it is not known what stands there.
        final ImageHead known = lastPut.remove(key);
        final ImageHead before = known == null ? head(partition, chunk) : known;
        final ImageHead head = ImageHead.isSmall(length)
                ? putSmall(key, bytes, length)
                : putParts(key, chunk, Arrays.copyOf(bytes, length), before);
        for (int part = 0; before != null && part < before.parts(); part++) {
            if (part >= head.parts() || before.version() != head.version()) {
                cache.remove(new GridKey(partition, before.partNumber(chunk, part)));
            }
        }
        // Else the partition may have been another's while this was under way.
        if (forgotten.get() == forgottenBefore) {
            lastPut.put(key, head.withoutImage());
        }
    }

    /** Once it is put, Ignite has written the array wherever it should be; if it throws, what still holds it is not known, and it is not used again. */
    private ImageHead putSmall(final GridKey key, final byte[] bytes, final int length) {
        final byte[] stored = arrays.take(ImageHead.storedBytes(length));
        ImageHead.store(bytes, length, stored);
        Uncopied.put(cache, key, stored);
        arrays.giveBack(stored);
        return ImageHead.NO_PARTS;
    }

    private ImageHead putParts(final GridKey key, final int chunk, final byte[] image, final ImageHead before) {
        final ImageHead head = ImageHead.of(image, before);
        for (int part = 0; part < head.parts(); part++) {
            Uncopied.put(
                    cache, new GridKey(key.partition(), head.partNumber(chunk, part)), ImageHead.part(image, part));
        }
        Uncopied.put(cache, key, head.encode());
        return head;
    }

    /** What is found may be an image that another node put late. */
    private void forgetUnless(final GridKey key, final ImageHead found) {
        lastPut.computeIfPresent(
                key, (same, known) -> found != null && known.equals(found.withoutImage()) ? known : null);
    }

    private ImageHead head(final int partition, final int chunk) {
        final byte[] stored = read(new GridKey(partition, chunk));
        return stored == null ? null : ImageHead.decode(stored);
    }

    private void write(final String what, final Runnable puts) {
        try {
            writer.submit(puts).get();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("image may not be written: " + what, e);
        } catch (final ExecutionException | RejectedExecutionException e) {
            throw new IllegalStateException("image may not be written: " + what, e);
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
