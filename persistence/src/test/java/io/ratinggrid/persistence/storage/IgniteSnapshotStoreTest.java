package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Random;

import io.ratinggrid.persistence.snapshot.SnapshotStore;
import io.ratinggrid.persistence.snapshot.SnapshotStoreContract;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.Ignition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IgniteSnapshotStoreTest extends SnapshotStoreContract {
    private static GridStorage storage;

    @BeforeAll
    static void start(@TempDir final Path directory) {
        storage = new GridStorage(SmallGrid.in(directory).durability(Durability.POWER)).start();
    }

    @AfterAll
    static void stop() {
        storage.close();
    }

    @Test
    void shouldKeepNoPartOfAnImageThatWasReplaced() {
        final int before = size();
        store().writeChunk(2, 0, image(5));
        assertEquals(before + 6, size());
        store().writeChunk(2, 0, image(3));
        assertEquals(before + 4, size());
        store().writeChunk(2, 0, image(3));
        assertEquals(before + 4, size());
        store().writeChunk(2, 0, new byte[1]);
        assertEquals(before + 1, size());
    }

    /** A writer that died has put parts and no head: the chunk is still what it was. */
    @Test
    void shouldReadTheImageThatStandsWhileAnotherIsIncomplete() {
        final byte[] image = image(3);
        store().writeChunk(3, 0, image);
        final ImageHead next = ImageHead.of(image(4), null);
        snapshots().put(new GridKey(3, next.partNumber(0, 0)), new byte[ImageHead.PART_BYTES]);
        assertArrayEquals(image, store().readChunk(3, 0));
        snapshots().remove(new GridKey(3, ImageHead.of(image, null).partNumber(0, 1)));
        assertThrows(IllegalStateException.class, () -> store().readChunk(3, 0));
    }

    /** Another node has had the partition in between, and put an image of more parts. */
    @Test
    void shouldKeepNoPartOfAnImageThatAnotherNodePut() {
        final int before = size();
        store().writeChunk(3, 9, new byte[1]);
        putAsAnotherNode(3, 9, image(3));

        store().readManifest(3);
        store().writeChunk(3, 9, new byte[2]);

        assertEquals(before + 1, size());
    }

    /** Another node's image came late, and whoever reads it has the chunk written again. */
    @Test
    void shouldKeepNoPartOfAnImageThatAnotherNodePutLate() {
        final int before = size();
        store().readManifest(3);
        store().writeChunk(3, 10, new byte[1]);
        putAsAnotherNode(3, 10, image(3));

        assertArrayEquals(image(3), store().readChunk(3, 10));
        store().writeChunk(3, 10, new byte[2]);

        assertEquals(before + 1, size());
    }

    private static void putAsAnotherNode(final int partition, final int chunk, final byte[] image) {
        final ImageHead head = ImageHead.of(image, null);
        for (int part = 0; part < head.parts(); part++) {
            snapshots().put(new GridKey(partition, head.partNumber(chunk, part)), ImageHead.part(image, part));
        }
        snapshots().put(new GridKey(partition, chunk), head.encode());
    }

    private static byte[] image(final int mebis) {
        final byte[] image = new byte[mebis * ImageHead.PART_BYTES];
        new Random(mebis).nextBytes(image);
        return image;
    }

    private static int size() {
        return snapshots().size();
    }

    private static IgniteCache<GridKey, byte[]> snapshots() {
        return Ignition.allGrids().get(0).cache("snapshots");
    }

    @Override
    protected SnapshotStore store() {
        return storage.snapshots();
    }

    @Override
    protected int partitions() {
        return SmallGrid.PARTITIONS;
    }
}
