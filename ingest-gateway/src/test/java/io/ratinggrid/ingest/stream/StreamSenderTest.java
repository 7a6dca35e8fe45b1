package io.ratinggrid.ingest.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.queue.MemoryEventQueue;
import io.ratinggrid.ingest.queue.QueueCursor;
import io.ratinggrid.rating.Bytes;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.StreamHello;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StreamSenderTest {
    private static final StreamId ID = new StreamId(11, 12);
    private static final int PARTITIONS = 5;
    private static final SenderSettings SMALL =
            new SenderSettings(7, 400, 1_000_000, 800, 50, 10, 300, 50, 40, 100, 2_000);

    private final SimulatedTime time = new SimulatedTime();
    private final FakeGrid grid = new FakeGrid(PARTITIONS, (partition, command) -> codeOf(command));
    private final KeptAnswers kept = new KeptAnswers(PARTITIONS);
    private final List<List<byte[]>> appended = new ArrayList<>();
    private final MemoryEventQueue queue = new MemoryEventQueue(Durability.PROCESS);
    private NumberedQueue numbers = recovered(queue);
    private StreamSender sender;
    private int session;

    StreamSenderTest() {
        for (int i = 0; i < PARTITIONS; i++) {
            appended.add(new ArrayList<>());
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** Faults in a fifth of all messages, and the process dies now and then. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldCommitEachCommandOnceAndInOrder(final long seed) {
        final Random random = new Random(seed);
        final FaultyTransport transport = new FaultyTransport(grid, time, random, 20);
        start(transport);
        for (int step = 0; step < 60; step++) {
            append(random, random.nextInt(40));
            sender.wake();
            time.run(random.nextInt(60));
            if (random.nextInt(8) == 0) {
                time.die();
                numbers = recovered(queue);
                start(transport);
            }
        }
        time.run(30_000);
        assertNull(kept.fault, () -> "seed=" + seed + " " + kept.faultMessage);
        assertAllCommitted(seed);
        assertEquals(queue.lastIndex(), kept.point().index(), "seed=" + seed);
    }

    @Test
    void shouldGatherWhileBatchIsOnTheWay() {
        final FaultyTransport transport = new FaultyTransport(grid, time, new Random(1), 0);
        start(transport, SenderSettings.standard(PARTITIONS));
        time.run(100);
        for (int i = 0; i < 200; i++) {
            append(new Random(i), 50);
            sender.wake();
            time.run(1);
        }
        time.run(1_000);
        assertAllCommitted(1);
        assertTrue(transport.batches < 200 * PARTITIONS / 4, () -> "batches=" + transport.batches);
        assertTrue(transport.largestBatch > 100, () -> "largest=" + transport.largestBatch);
    }

    @Test
    void shouldSendNoMoreBatchesThanASecondMayHaveAndLetThemGrow() {
        final FaultyTransport transport = new FaultyTransport(grid, time, new Random(1), 0);
        start(transport, SenderSettings.standard(PARTITIONS).withBatchesPerSecond(50));
        time.run(100);
        for (int i = 0; i < 1_000; i++) {
            append(new Random(i), 5);
            sender.wake();
            time.run(1);
        }
        final int batches = transport.batches;
        assertTrue(batches <= 55, () -> "batches=" + batches);
        time.run(1_000);
        assertAllCommitted(1);
    }

    @Test
    void shouldSetPartitionAsideThatRefusesAndCatchUp() {
        final FaultyTransport transport = new FaultyTransport(grid, time, new Random(2), 0);
        transport.deadPartition = 3;
        start(transport);
        append(new Random(3), 5_000);
        sender.wake();
        time.run(5_000);
        for (int i = 0; i < PARTITIONS; i++) {
            assertEquals(i == 3 ? 0 : appended.get(i).size(), kept.codes.get(i).size(), "partition=" + i);
        }
        assertEquals(firstIndexOf(3) - 1, kept.point().index(), "what waits must not be retired");
        transport.deadPartition = -1;
        append(new Random(4), 500);
        time.run(5_000);
        assertAllCommitted(3);
    }

    @Test
    void shouldSendAtOnceWhatWasRefusedWhenItsPartitionOpens() {
        final FaultyTransport transport = new FaultyTransport(grid, time, new Random(2), 0);
        start(transport, SenderSettings.standard(PARTITIONS));
        time.run(100);
        transport.deadPartition = 3;
        transport.retryAfterMs = 20_000;
        append(new Random(3), 100);
        sender.wake();
        time.run(100);
        transport.deadPartition = -1;
        time.run(100);
        assertEquals(0, kept.codes.get(3).size(), "sent before it was time");
        sender.onOpen(3);
        time.run(20);
        assertAllCommitted(3);
    }

    @Test
    void shouldStopWhenLaterSessionHasStream() {
        start(new FaultyTransport(grid, time, new Random(1), 0));
        time.run(100);
        grid.connect(new StreamHello(ID.high(), ID.low(), session + 1, PARTITIONS));
        append(new Random(1), 10);
        sender.wake();
        time.run(100);
        assertEquals(StreamFault.FENCED, kept.fault);
        assertEquals(StreamSender.State.FAULTED, sender.state());
    }

    @Test
    void shouldStopWhenGridHasMoreThanQueue() {
        append(new Random(1), 100);
        start(new FaultyTransport(grid, time, new Random(1), 0));
        time.run(500);
        assertAllCommitted(1);
        final MemoryEventQueue shorter = new MemoryEventQueue(Durability.PROCESS);
        startOn(shorter, StreamPoint.start(PARTITIONS));
        time.run(500);
        assertEquals(StreamFault.GRID_AHEAD, kept.fault);
    }

    @Test
    void shouldStopWhenGridHasOtherBytes() {
        append(new Random(1), 100);
        start(new FaultyTransport(grid, time, new Random(1), 0));
        time.run(500);
        final MemoryEventQueue other = new MemoryEventQueue(Durability.PROCESS);
        numbers = recovered(other);
        append(new Random(2), 300);
        startOn(other, StreamPoint.start(PARTITIONS));
        time.run(500);
        assertEquals(StreamFault.DIFFERENT, kept.fault);
    }

    @Test
    void shouldStopWhenGridForgot() {
        append(new Random(1), 100);
        start(new FaultyTransport(grid, time, new Random(1), 0));
        time.run(500);
        grid.position(ID, 2).last--;
        start(new FaultyTransport(grid, time, new Random(1), 0));
        time.run(SMALL.behindMs());
        assertNull(kept.fault, kept.faultMessage);
        time.run(500);
        assertEquals(StreamFault.GRID_BEHIND, kept.fault);
    }

    @Test
    void shouldGoOnWhenOnlyAFormerOwnerHasLess() {
        append(new Random(1), 100);
        start(new FaultyTransport(grid, time, new Random(1), 0));
        time.run(500);
        grid.position(ID, 2).last--;
        time.die();
        start(new FaultyTransport(grid, time, new Random(1), 0));
        append(new Random(2), 100);
        sender.wake();
        time.run(SMALL.behindMs() - 500);
        assertTrue(kept.codes.get(2).size() < appended.get(2).size(), "sent what the grid seems to lack");
        grid.position(ID, 2).last++;
        time.run(500);
        assertAllCommitted(1);
        grid.position(ID, 2).last--;
        sender.onDisconnected("test");
        time.run(SMALL.behindMs());
        assertNull(kept.fault, "what was behind before counted");
    }

    @Test
    void shouldNotTakeTheAnswerToABatchOfAnotherStream() {
        final PartitionBatch other = new PartitionBatch(8, 9, 1, 2, 1, 1, 0, 0, new byte[0]);
        start(new FaultyTransport(grid, time, new Random(1), 0) {
            @Override
            public void send(final PartitionBatch batch) {
                sender.onReply(PartitionReply.committed(other, new byte[1]));
            }
        });
        time.run(100);
        appended.get(2).add(new byte[8]);
        numbers.append(2, new byte[8], 0, 8);
        sender.wake();
        time.run(100);
        assertNull(kept.fault, kept.faultMessage);
        assertEquals(0, kept.codes.get(2).size());
    }

    private void assertAllCommitted(final long seed) {
        for (int i = 0; i < PARTITIONS; i++) {
            final List<byte[]> committed = grid.committed(ID, i);
            final String where = "seed=" + seed + " partition=" + i;
            assertEquals(appended.get(i).size(), committed.size(), where);
            for (int n = 0; n < committed.size(); n++) {
                assertArrayEquals(appended.get(i).get(n), committed.get(n), where);
                assertEquals(
                        codeOf(committed.get(n)).number(),
                        (int) kept.codes.get(i).get(n),
                        where);
            }
        }
    }

    private void start(final FaultyTransport transport) {
        start(transport, SMALL);
    }

    private void start(final FaultyTransport transport, final SenderSettings settings) {
        session++;
        final StreamHello hello = new StreamHello(ID.high(), ID.low(), session, PARTITIONS);
        sender =
                new StreamSender(hello, numbers, kept.point(), transport, time, time, settings, SourceNames.NONE, kept);
        sender.start();
    }

    private void startOn(final EventQueue other, final StreamPoint from) {
        session++;
        final StreamHello hello = new StreamHello(ID.high(), ID.low(), session, PARTITIONS);
        final FaultyTransport transport = new FaultyTransport(grid, time, new Random(1), 0);
        sender = new StreamSender(hello, recovered(other), from, transport, time, time, SMALL, SourceNames.NONE, kept);
        sender.start();
    }

    private void append(final Random random, final int count) {
        for (int i = 0; i < count; i++) {
            final int partition = random.nextInt(PARTITIONS);
            final byte[] command = new byte[8 + random.nextInt(100)];
            random.nextBytes(command);
            Bytes.putInt(command, 0, appended.get(partition).size());
            appended.get(partition).add(command);
            numbers.append(partition, command, 0, command.length);
        }
    }

    private long firstIndexOf(final int partition) {
        try (QueueCursor cursor = queue.cursorAfter(EventQueue.NONE)) {
            do {
                cursor.next();
            } while (QueueRecord.partition(cursor.bytes()) != partition);
            return cursor.index();
        }
    }

    private static NumberedQueue recovered(final EventQueue from) {
        return NumberedQueue.recover(
                from, StreamPoint.start(PARTITIONS), (index, partition, number, bytes, offset, length) -> {});
    }

    private static ResultCode codeOf(final byte[] command) {
        final ResultCode[] codes = ResultCode.values();
        return codes[Math.floorMod(Arrays.hashCode(command), codes.length)];
    }
}
