package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.sun.management.ThreadMXBean;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims that come back from images. */
class RestoredClaimsTest {
    private static final Path CATALOG = Path.of("src/main/resources/samples/figure-6");
    private static final long MOST_ALLOCATED_BYTES = 4_000_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 12, 16, 32})
    void shouldComeBackWhateverTheChunks(final int chunks) {
        final PartitionSettings settings = new PartitionSettings(35, chunks);
        final PartitionFixture partition = new PartitionFixture(CATALOG, settings);
        use(partition, 40, 100);
        final PartitionEngine recovered = new PartitionEngine(partition.engine().catalogs(), settings);
        for (int chunk = 0; chunk < chunks; chunk++) {
            recovered.readChunk(chunk, image(partition.engine(), chunk));
        }
        for (int chunk = 0; chunk < chunks; chunk++) {
            assertArrayEquals(image(partition.engine(), chunk), image(recovered, chunk), "chunk=" + chunk);
        }
    }

    /** What it says is asked for before it can be seen that it is not so. */
    @Test
    void shouldNotAskForTheRoomOfADamagedNumber() {
        final PartitionSettings settings = new PartitionSettings(35, 1);
        final PartitionFixture partition = new PartitionFixture(CATALOG, settings);
        use(partition, 3, 3);
        final byte[] image = image(partition.engine(), 0);
        final int countAt = countAt(image);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int refused = 0;
        for (int bit = 0; bit < 5 * Byte.SIZE; bit++) {
            final byte[] damaged = image.clone();
            damaged[countAt + bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            final PartitionEngine engine =
                    new PartitionEngine(partition.engine().catalogs(), settings);
            final long before = threads.getCurrentThreadAllocatedBytes();
            refused += isRefused(engine, damaged) ? 1 : 0;
            final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < MOST_ALLOCATED_BYTES, "bit=" + bit + " allocated=" + allocated);
        }
        assertTrue(refused > 30, "refused=" + refused);
    }

    private static boolean isRefused(final PartitionEngine engine, final byte[] image) {
        try {
            engine.readChunk(0, image);
            return false;
        } catch (final RuntimeException e) {
            return true;
        }
    }

    /** Where the number of claims is; no catalog is published in the image. */
    private static int countAt(final byte[] image) {
        final ByteSource source = ChunkImage.open(image);
        source.getLong();
        source.getVar();
        ChunkImage.readAccounts(source, image, account -> {});
        return source.position();
    }

    private static byte[] image(final PartitionEngine engine, final int chunk) {
        final ByteSink sink = new ByteSink(1024);
        engine.writeChunk(chunk, sink);
        return sink.copy();
    }

    private static void use(final PartitionFixture partition, final int accounts, final int events) {
        partition.at("2026-06-01T10:00:00Z");
        for (int account = 0; account < accounts; account++) {
            partition.open("account-" + account, 1, "advertiser");
            for (int id = 0; id < events; id++) {
                final Command event = partition.next(CommandType.USAGE, "account-" + account);
                event.subscriber = 1;
                event.service = Symbol.of("advertising");
                event.quantity = 1;
                event.startMs = event.atMs;
                event.id(("event-" + id).getBytes(StandardCharsets.US_ASCII));
                assertEquals(ResultCode.DONE, partition.execute());
            }
        }
    }
}
