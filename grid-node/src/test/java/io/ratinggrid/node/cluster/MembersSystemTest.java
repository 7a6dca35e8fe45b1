package io.ratinggrid.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import io.ratinggrid.node.grid.SystemClock;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.persistence.storage.Discovery;
import io.ratinggrid.persistence.storage.Durability;
import io.ratinggrid.persistence.storage.FreePorts;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.seam.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes and a voter with real Ignite in this process: copies, clocks and who belongs to the grid. */
@Timeout(240)
final class MembersSystemTest {
    private static final int PARTITIONS = 8;
    private static final Path CATALOG = Path.of("../rating-compute/src/main/resources/samples/figure-2");

    /** A clock that a test moves. */
    private static final class MovedClock implements Clock {
        private final Clock system = new SystemClock();
        private final AtomicLong aheadMs = new AtomicLong();

        @Override
        public long timeMs() {
            return system.timeMs() + aheadMs.get();
        }

        @Override
        public long nanoTime() {
            return system.nanoTime();
        }
    }

    @TempDir
    private Path directory;

    private final List<Integer> ports = new ArrayList<>();
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final List<MovedClock> clocks = List.of(new MovedClock(), new MovedClock(), new MovedClock());
    private final ConcurrentLinkedQueue<String> left = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        nodes.forEach(ClusterNode::close);
    }

    @Test
    void shouldRefuseCommandsOnOneCopyWhenTwoAreAskedFor() throws Exception {
        start(2, 600_000);
        await(() -> open(0) == PARTITIONS / 2 && open(1) == PARTITIONS / 2);
        assertEquals(0, open(2));
        assertEquals(Answer.Outcome.GIVEN, query(0).outcome());

        nodes.get(1).close();
        await(() -> nodes.get(0).partitionsOnOneCopy() == PARTITIONS);
        await(() -> submit(0) == Answer.Outcome.NOT_ENOUGH_COPIES);
        await(() -> query(0).outcome() == Answer.Outcome.GIVEN);
        final double before = nodes.get(0).oneCopySeconds();
        await(() -> nodes.get(0).oneCopySeconds() > before);

        nodes.set(1, node(1, 2, 600_000));
        await(() -> open(0) == PARTITIONS / 2 && open(1) == PARTITIONS / 2);
        await(() -> nodes.get(0).partitionsOnOneCopy() == 0);
        await(() -> submit(0) != Answer.Outcome.NOT_ENOUGH_COPIES);
    }

    @Test
    void shouldLeaveWhenItsClockLeaps() throws Exception {
        start(1, 600_000);
        await(() -> open(0) == PARTITIONS / 2 && open(1) == PARTITIONS / 2);
        clocks.get(0).aheadMs.set(3_600_000);
        await(() -> !left.isEmpty());
        assertTrue(left.peek().startsWith("node-0 the clock leapt by ms="), left.peek());
        await(() -> open(0) == 0 && nodes.get(0).ownedPartitions() == 0);

        nodes.get(0).close();
        await(() -> open(1) == PARTITIONS);
        assertEquals(1, left.size());
    }

    @Test
    void shouldReplaceANodeThatStaysAwayAndTakeItInAgain() throws Exception {
        start(1, 1_000);
        await(() -> open(0) == PARTITIONS / 2 && open(1) == PARTITIONS / 2);
        nodes.get(1).close();
        await(() -> nodes.get(0).agreedNodes().size() == 2);
        assertEquals(List.of("node-0", "node-2"), List.copyOf(nodes.get(0).agreedNodes()));
        nodes.set(1, node(1, 1, 1_000));
        await(() -> nodes.get(0).agreedNodes().size() == 3);
        await(() -> open(0) == PARTITIONS / 2 && open(1) == PARTITIONS / 2);
    }

    private void start(final int minCopies, final long replaceAfterMs) throws Exception {
        final List<CompletableFuture<ClusterNode>> starting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ports.add(FreePorts.one());
        }
        for (int i = 0; i < 3; i++) {
            final int index = i;
            starting.add(CompletableFuture.supplyAsync(() -> node(index, minCopies, replaceAfterMs)));
        }
        for (final CompletableFuture<ClusterNode> node : starting) {
            nodes.add(node.get(120, TimeUnit.SECONDS));
        }
    }

    private ClusterNode node(final int index, final int minCopies, final long replaceAfterMs) {
        final ClusterSettings settings = new ClusterSettings(
                "node-" + index,
                directory.resolve("node-" + index),
                PARTITIONS,
                1,
                Durability.PROCESS,
                PartitionSettings.DEFAULT,
                128 << 20,
                NodePlace.at("127.0.0.1", ports.get(index), 0),
                ports.stream().map(port -> "127.0.0.1:" + port).toList(),
                10_000,
                ports.size(),
                "",
                Optional.empty(),
                new MemberSettings(minCopies, 60_000, replaceAfterMs, 0, index == 2, Discovery.STATIC),
                KeptJournal.ALL,
                0,
                200);
        try {
            return new ClusterNode(
                            settings,
                            OwnerListener.NONE,
                            message -> System.out.println("node-" + index + " " + message),
                            reason -> left.add("node-" + index + " " + reason),
                            clocks.get(index))
                    .start(CATALOG);
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int open(final int index) {
        return nodes.get(index).openPartitions().cardinality();
    }

    /** Of a partition that is open there, or of any. */
    private Answer<Integer> query(final int index) {
        final int partition = Math.max(0, nodes.get(index).openPartitions().nextSetBit(0));
        return nodes.get(index).query(partition, 0, engine -> 1).join();
    }

    /** A command that cannot be read is refused by the node, but only after what it would be refused for here. */
    private Answer.Outcome submit(final int index) {
        final CompletableFuture<Answer.Outcome> outcome = new CompletableFuture<>();
        nodes.get(index).submit(0, new byte[] {1}, answer -> outcome.complete(answer.outcome()));
        return outcome.join();
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
