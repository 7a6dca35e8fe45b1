package io.ratinggrid.node.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.node.export.JournalReader;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.node.owner.OwnerContext;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.toy.ToyLogic;
import io.ratinggrid.node.toy.ToyStream;
import io.ratinggrid.persistence.memory.MemoryJournalStore;
import io.ratinggrid.persistence.memory.MemorySnapshotStore;
import io.ratinggrid.rating.journal.EntryKind;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.StreamPositions;
import io.ratinggrid.rating.wire.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Owners on real threads, with stores on the heap. */
@Timeout(60)
final class GridTest {
    private static final int PARTITIONS = 8;

    private static final class Gateway implements ReplyHandler {
        private final BlockingQueue<StreamPositions> positions = new ArrayBlockingQueue<>(100);
        private final BlockingQueue<PartitionReply> replies = new ArrayBlockingQueue<>(10_000);

        @Override
        public void onConnected(final StreamPositions connected) {
            positions.add(connected);
        }

        @Override
        public void onReply(final PartitionReply reply) {
            replies.add(reply);
        }

        @Override
        public void onDisconnected(final String reason) {
            throw new AssertionError(reason);
        }

        PartitionReply reply() throws InterruptedException {
            return replies.poll(20, TimeUnit.SECONDS);
        }
    }

    private final ExecutorService committers = Executors.newFixedThreadPool(2);
    private final MemoryJournalStore journal = new MemoryJournalStore(PARTITIONS, committers);
    private final MemorySnapshotStore snapshots = new MemorySnapshotStore(PARTITIONS);
    private final Gateway gateway = new Gateway();
    private Grid grid = grid();

    private Grid grid() {
        final GridContext context = new GridContext()
                .partitions(PARTITIONS)
                .ratingThreads(2)
                .owner(new OwnerContext().imageAfterEntries(50).retryAfterMs(5));
        return new Grid(
                context,
                new GridSeams(journal, snapshots, p -> new ToyLogic(4), new SystemClock(), OwnerListener.NONE));
    }

    @AfterEach
    void stop() {
        grid.close();
        committers.shutdown();
    }

    @Test
    void shouldServeStreamsAndComeBackWithAllOfIt() throws InterruptedException {
        grid.start().ownAll();
        assertTrue(grid.awaitOpen(20_000));
        final List<ToyStream> streams = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            final ToyStream stream = new ToyStream(4, 5, partition);
            for (int i = 1; i <= 1_000; i++) {
                stream.add(i % 9, i);
            }
            streams.add(stream);
        }
        final Transport transport = grid.transport();
        transport.connect(streams.get(0).hello(1, PARTITIONS), gateway);
        assertArrayEquals(new long[PARTITIONS], gateway.positions.take().lastNumbers());
        for (int first = 1; first <= 1_000; first += 10) {
            for (final ToyStream stream : streams) {
                transport.send(stream.batch(1, first, first + 9));
            }
            for (int i = 0; i < PARTITIONS; i++) {
                final PartitionReply reply = gateway.reply();
                assertEquals(PartitionReply.Outcome.COMMITTED, reply.outcome());
                assertArrayEquals(streams.get(reply.partition()).codes(first, first + 9), reply.codes());
            }
        }
        grid.close();

        grid = grid().start().ownAll();
        assertTrue(grid.awaitOpen(20_000));
        for (final ToyStream stream : streams) {
            for (int account = 0; account < 9; account++) {
                final int key = account;
                assertEquals(stream.sum(key), sum(stream.partition, key));
            }
        }
        final Transport second = grid.transport();
        second.connect(streams.get(0).hello(2, PARTITIONS), gateway);
        final StreamPositions positions = gateway.positions.take();
        for (final ToyStream stream : streams) {
            assertEquals(1_000, positions.lastNumbers()[stream.partition]);
            assertEquals(stream.chain(1_000), positions.checksums()[stream.partition]);
        }
        second.connect(streams.get(0).hello(1, PARTITIONS), gateway);
        assertEquals(StreamPositions.Outcome.FENCED, gateway.positions.take().outcome());
        second.connect(streams.get(0).hello(2, 16), gateway);
        assertEquals(StreamPositions.Outcome.REFUSED, gateway.positions.take().outcome());
    }

    @Test
    void shouldWriteImagesOnRequest() throws InterruptedException {
        grid.start().ownAll();
        assertTrue(grid.awaitOpen(20_000));
        submit(3, 7, 70);
        assertTrue(grid.writeImages(20_000));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertTrue(snapshots.readManifest(partition) != null);
        }
        grid.close();
        grid = grid().start().ownAll();
        assertTrue(grid.awaitOpen(20_000));
        assertEquals(70, sum(3, 7));
    }

    @Test
    void shouldShowEveryEntryOnceInOrder() throws InterruptedException {
        grid.start().ownAll();
        assertTrue(grid.awaitOpen(20_000));
        for (int i = 0; i < 40; i++) {
            submit(i % PARTITIONS, i, 10);
        }
        final long[] records = new long[PARTITIONS];
        final long[] openings = new long[PARTITIONS];
        final long entries = new JournalReader(journal, PARTITIONS).readAll(entry -> {
            records[entry.header().partition()] += entry.recordCount();
            openings[entry.header().partition()] += entry.header().kind() == EntryKind.OPENING ? 1 : 0;
        });
        assertEquals(48, entries);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertEquals(5, records[partition]);
            assertEquals(1, openings[partition]);
        }
    }

    @Test
    void shouldRefuseWhatComesAfterTheEnd() {
        grid.start().ownAll();
        assertTrue(grid.awaitOpen(20_000));
        final Transport transport = grid.transport();
        grid.close();
        final CompletableFuture<Answer<CommandResult>> answer = new CompletableFuture<>();
        grid.submit(0, ToyStream.usage(1, 1, 0), answer::complete);
        assertEquals(Answer.Outcome.BUSY, answer.join().outcome());
        transport.connect(new ToyStream(1, 1, 0).hello(1, PARTITIONS), gateway);
        assertEquals(StreamPositions.UNKNOWN, gateway.positions.remove().lastNumbers()[0]);
        transport.close();
    }

    private void submit(final int partition, final long account, final long quantity) {
        final CompletableFuture<Answer<CommandResult>> answer = new CompletableFuture<>();
        grid.submit(partition, ToyStream.usage(account, quantity, 0), answer::complete);
        assertEquals(Answer.Outcome.GIVEN, answer.join().outcome());
    }

    private long sum(final int partition, final long account) {
        final CompletableFuture<Answer<Long>> answer = new CompletableFuture<>();
        grid.query(partition, 0, logic -> ((ToyLogic) logic).sum(account), answer::complete);
        return answer.join().value();
    }
}
