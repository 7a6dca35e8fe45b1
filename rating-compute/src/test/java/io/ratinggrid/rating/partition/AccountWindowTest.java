package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The duplicate windows of accounts that share a partition, live and from images. */
class AccountWindowTest {
    private static final Path CATALOG = Path.of("src/main/resources/samples/figure-6");

    private final PartitionFixture partition = new PartitionFixture(CATALOG);
    private final byte[][] images = new byte[PartitionSettings.DEFAULT.chunks()][];

    @BeforeEach
    void openTwoAccounts() {
        partition.at("2026-06-01T10:00:00Z").open("early", 1, "advertiser").open("late", 1, "advertiser");
    }

    @Test
    void shouldNotDependOnAccountsOfTheSamePartition() {
        assertEquals(ResultCode.DONE, use("early", "a", "2026-06-02T10:00:00Z", "2026-06-02T10:00:00Z"));
        assertEquals(ResultCode.DONE, use("late", "b", "2026-09-02T10:00:00Z", "2026-09-02T10:00:00Z"));
        assertEquals(ResultCode.DUPLICATE, use("early", "a", "2026-06-02T10:00:00Z", "2026-06-02T10:00:00Z"));
        assertEquals(ResultCode.DONE, use("early", "c", "2026-06-03T10:00:00Z", "2026-06-03T10:00:00Z"));
        assertEquals(ResultCode.DONE, use("late", "a", "2026-09-03T10:00:00Z", "2026-09-03T10:00:00Z"));
    }

    @Test
    void shouldMoveOnWithReceiptsOfUsageThatIsNotRated() {
        assertEquals(ResultCode.DONE, use("late", "a", "2026-06-02T10:00:00Z", "2026-06-02T10:00:00Z"));
        writeImages();
        assertEquals(ResultCode.TOO_OLD_TO_CHECK, use("late", "b", "2026-09-02T10:00:00Z", "2026-06-02T10:00:00Z"));
        assertEquals(Instant.parse("2026-09-02T00:00:00Z"), receiptDay(partition.engine()));
        assertEquals(receiptDay(partition.engine()), receiptDay(recovered(writeImages())));
    }

    private static Instant receiptDay(final PartitionEngine engine) {
        final int day =
                AccountSlot.receiptDay(engine.account(AccountKey.of("late")).head());
        return Instant.EPOCH.plus(day, ChronoUnit.DAYS);
    }

    @Test
    void shouldWriteTheSameImagesAfterRecovery() {
        use("early", "a", "2026-06-02T10:00:00Z", "2026-06-02T10:00:00Z");
        use("late", "a", "2026-09-02T10:00:00Z", "2026-09-02T10:00:00Z");
        final PartitionEngine recovered = recovered(writeImages());
        for (int chunk = 0; chunk < recovered.chunks(); chunk++) {
            final ByteSink again = new ByteSink(1024);
            recovered.writeChunk(chunk, again);
            assertArrayEquals(images[chunk], again.copy(), "chunk=" + chunk);
        }
    }

    /** Images of all chunks; only those that are dirty are written anew. */
    private byte[][] writeImages() {
        final PartitionEngine engine = partition.engine();
        for (int chunk = 0; chunk < engine.chunks(); chunk++) {
            if (engine.isDirty(chunk)) {
                final ByteSink sink = new ByteSink(1024);
                engine.writeChunk(chunk, sink);
                images[chunk] = sink.copy();
            }
        }
        return images;
    }

    private PartitionEngine recovered(final byte[][] chunks) {
        final PartitionEngine engine = new PartitionEngine(partition.engine().catalogs(), PartitionSettings.DEFAULT);
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            engine.readChunk(chunk, chunks[chunk]);
        }
        return engine;
    }

    private ResultCode use(final String account, final String id, final String receipt, final String start) {
        final Command event = partition.next(CommandType.USAGE, account);
        event.subscriber = 1;
        event.service = Symbol.of("advertising");
        event.quantity = 1;
        event.atMs = Instant.parse(receipt).toEpochMilli();
        event.startMs = Instant.parse(start).toEpochMilli();
        event.id(id.getBytes(StandardCharsets.US_ASCII));
        return partition.execute();
    }
}
