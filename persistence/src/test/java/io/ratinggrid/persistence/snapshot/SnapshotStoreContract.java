package io.ratinggrid.persistence.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every snapshot store must do; each implementation runs it. */
@Timeout(30)
public abstract class SnapshotStoreContract {
    private static final AtomicInteger FRESH = new AtomicInteger(1);

    /** A store with at least four partitions. */
    protected abstract SnapshotStore store();

    protected abstract int partitions();

    @Test
    void shouldReadWhatWasWritten() {
        final int chunk = FRESH.getAndIncrement();
        store().writeChunk(0, chunk, bytes("image"));

        assertArrayEquals(bytes("image"), store().readChunk(0, chunk));
    }

    @Test
    void shouldReplaceWhatWasWritten() {
        final int chunk = FRESH.getAndIncrement();
        store().writeChunk(0, chunk, bytes("older"));
        store().writeChunk(0, chunk, bytes("newer image"));
        store().writeManifest(1, bytes("older"));
        store().writeManifest(1, bytes("newer manifest"));

        assertArrayEquals(bytes("newer image"), store().readChunk(0, chunk));
        assertArrayEquals(bytes("newer manifest"), store().readManifest(1));
    }

    @Test
    void shouldReadNullWhereNothingWasWritten() {
        assertNull(store().readChunk(0, FRESH.getAndIncrement()));
        assertNull(store().readManifest(2));
    }

    @Test
    void shouldKeepPartitionsChunksAndManifestApart() {
        store().writeManifest(3, bytes("manifest 3"));
        store().writeChunk(3, 0, bytes("chunk 3.0"));
        store().writeChunk(3, Integer.MAX_VALUE, bytes("chunk 3.last"));
        store().writeChunk(0, 0, bytes("chunk 0.0"));

        assertArrayEquals(bytes("manifest 3"), store().readManifest(3));
        assertArrayEquals(bytes("chunk 3.0"), store().readChunk(3, 0));
        assertArrayEquals(bytes("chunk 3.last"), store().readChunk(3, Integer.MAX_VALUE));
        assertArrayEquals(bytes("chunk 0.0"), store().readChunk(0, 0));
    }

    /** One as large as a store may take in one piece, one byte more, several pieces; each in place of another. */
    @Test
    void shouldTakeSmallAndLargeImagesInAnyOrder() {
        final int chunk = FRESH.getAndIncrement();
        final int mebi = 1024 * 1024;
        for (final int size : List.of(mebi, mebi + 1, 3 * mebi, 5 * mebi + 7, 2 * mebi, 2 * mebi, 10, 4 * mebi, mebi)) {
            final byte[] image = new byte[size];
            new Random(size).nextBytes(image);
            store().writeChunk(1, chunk, image);

            assertArrayEquals(image, store().readChunk(1, chunk));
            image[size / 2]++;
            store().writeChunk(1, chunk, image);

            assertArrayEquals(image, store().readChunk(1, chunk));
        }
    }

    @Test
    void shouldRefuseWhatIsTooLarge() {
        final int chunk = FRESH.getAndIncrement();
        final byte[] larger = new byte[SnapshotStore.MAX_IMAGE_BYTES + 1];

        assertThrows(IllegalArgumentException.class, () -> store().writeChunk(0, chunk, larger));
        assertThrows(IllegalArgumentException.class, () -> store().writeManifest(0, larger));
        assertNull(store().readChunk(0, chunk));
    }

    @Test
    void shouldRefuseWhatTheGridDoesNotHave() {
        assertThrows(IllegalArgumentException.class, () -> store().writeChunk(-1, 0, bytes("image")));
        assertThrows(IllegalArgumentException.class, () -> store().writeChunk(partitions(), 0, bytes("image")));
        assertThrows(IllegalArgumentException.class, () -> store().writeChunk(0, -1, bytes("image")));
        assertThrows(IllegalArgumentException.class, () -> store().writeChunk(0, 0, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> store().readChunk(0, -1));
        assertThrows(IllegalArgumentException.class, () -> store().readManifest(partitions()));
    }

    @Test
    void shouldNotChangeByWhatWritersAndReadersDoWithTheirBytes() {
        final int chunk = FRESH.getAndIncrement();
        final byte[] image = bytes("image");
        store().writeChunk(0, chunk, image);

        Arrays.fill(image, (byte) 0);
        Arrays.fill(store().readChunk(0, chunk), (byte) 0);

        assertArrayEquals(bytes("image"), store().readChunk(0, chunk));
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
