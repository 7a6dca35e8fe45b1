package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
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

    @Test
    void shouldTakeBackWhatIsCancelledOrCannotBe() {
        final long[] sequences = {7, ClaimTail.fixed(8), 1L << 45};
        final OpenAccounts accounts = new OpenAccounts(1);
        accounts.put(partition.engine().account(AccountKey.of("late")));
        accounts.put(partition.engine().account(AccountKey.of("early")));
        final ByteSink sink = new ByteSink(16);
        final PackedClaims claims = new PackedClaims();
        claims.begin(sink, accounts, List.of(accounts.get(1)));
        final StringBuilder put = new StringBuilder();
        for (int i = 0; i < sequences.length; i++) {
            final long tail = sequences[i] << 16 | 20_000 - i | (i == 2 ? Long.MIN_VALUE : 0);
            claims.put(1, i, -i, 5 - i, tail);
            claims.put(0, i, -i, 5 - i, tail);
            put.append(7)
                    .append(' ')
                    .append(i)
                    .append(' ')
                    .append(-i)
                    .append(' ')
                    .append(5 - i)
                    .append(' ')
                    .append(tail)
                    .append('\n');
        }
        claims.end();
        final StringBuilder read = new StringBuilder();
        PackedClaims.read(
                new ByteSource().wrap(sink.bytes(), 0, sink.length()),
                7,
                (owner, high, low, content, tail) ->
                        read.append(owner + " " + high + " " + low + " " + content + " " + tail + "\n"));
        assertEquals(put.toString(), read.toString(), "those of the account that is not in the image are left out");
    }

    /** Records and claims stood there as they are. */
    @Test
    void shouldReadTheImagesOfFormat5() {
        use("early", "a", "2026-06-02T10:00:00Z", "2026-06-02T10:00:00Z");
        use("early", "b", "2026-06-02T10:00:00Z", "2026-06-02T10:00:00Z");
        use("late", "a", "2026-09-02T10:00:00Z", "2026-09-02T10:00:00Z");
        final byte[][] packed = writeImages().clone();
        for (int chunk = 0; chunk < packed.length; chunk++) {
            images[chunk] = plain(packed[chunk]);
        }
        final PartitionEngine recovered = recovered(images);
        for (int chunk = 0; chunk < recovered.chunks(); chunk++) {
            final ByteSink again = new ByteSink(1024);
            recovered.writeChunk(chunk, again);
            assertArrayEquals(packed[chunk], again.copy(), "chunk=" + chunk);
        }
    }

    /** As format 5 would have it; no catalog is published in it. */
    private static byte[] plain(final byte[] image) {
        final ByteSource source = ChunkImage.open(image);
        final ByteSink sink = new ByteSink(1024);
        sink.putByte(5);
        sink.putLong(source.getLong());
        sink.putVar(source.getVar());
        final List<Account> accounts = new ArrayList<>();
        ChunkImage.readAccounts(source, image, accounts::add);
        sink.putVar(accounts.size());
        for (final Account account : accounts) {
            sink.putVar(account.subscribers() + 1L);
            for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
                final byte[] bytes = account.record(ordinal).bytes();
                sink.putVar(bytes.length);
                sink.putBytes(bytes, 0, bytes.length);
            }
        }
        final ByteSink claims = new ByteSink(1024);
        PackedClaims.read(source, 0, (owner, high, low, content, tail) -> {
            claims.putLong(accounts.get(owner).key());
            claims.putLong(high);
            claims.putLong(low);
            claims.putLong(content);
            claims.putLong(tail);
        });
        sink.putVar(claims.length() / 40);
        sink.putBytes(claims.bytes(), 0, claims.length());
        sink.putBytes(source.bytes(), source.position(), source.remaining());
        return sink.copy();
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
