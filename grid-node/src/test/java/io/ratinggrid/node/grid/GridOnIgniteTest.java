package io.ratinggrid.node.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.node.owner.OwnerContext;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.toy.PureReplay;
import io.ratinggrid.node.toy.ToyLogic;
import io.ratinggrid.node.toy.ToyStream;
import io.ratinggrid.persistence.storage.GridStorage;
import io.ratinggrid.persistence.storage.GridStorageContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A grid on an embedded Ignite node, stopped and started. */
@Timeout(120)
final class GridOnIgniteTest {
    private static final int PARTITIONS = 4;
    private static final int CHUNKS = 3;

    @TempDir
    private Path directory;

    @Test
    void shouldComeBackWithWhatItAnswered() {
        final long seed = new Random().nextLong();
        System.out.println("seed=" + seed);
        final Random random = new Random(seed);
        final long[] sums = new long[PARTITIONS];
        for (int run = 0; run < 3; run++) {
            try (GridStorage storage = storage();
                    Grid grid = grid(storage)) {
                assertTrue(grid.awaitOpen(30_000));
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    assertRecovered(storage, grid, partition, sums[partition]);
                }
                charge(grid, random, sums);
                if (run == 1) {
                    assertTrue(grid.writeImages(30_000));
                    charge(grid, random, sums);
                }
            }
        }
    }

    private GridStorage storage() {
        return new GridStorage(new GridStorageContext()
                        .dataDirectory(directory)
                        .partitions(PARTITIONS)
                        .regionBytes(64 << 20))
                .start();
    }

    private static Grid grid(final GridStorage storage) {
        final GridSeams seams = new GridSeams(
                storage.journal(),
                storage.snapshots(),
                partition -> new ToyLogic(CHUNKS),
                new SystemClock(),
                OwnerListener.NONE);
        return new Grid(new GridContext().partitions(PARTITIONS).owner(new OwnerContext()), seams)
                .start()
                .ownAll();
    }

    private static void charge(final Grid grid, final Random random, final long[] sums) {
        final List<CompletableFuture<Answer<CommandResult>>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            final int partition = random.nextInt(PARTITIONS);
            final long quantity = random.nextInt(1_000) * 10L;
            sums[partition] += quantity;
            final CompletableFuture<Answer<CommandResult>> answer = new CompletableFuture<>();
            grid.submit(partition, ToyStream.usage(i % 7, quantity, 0), answer::complete);
            answers.add(answer);
        }
        answers.forEach(
                answer -> assertEquals(Answer.Outcome.GIVEN, answer.join().outcome()));
    }

    private static void assertRecovered(
            final GridStorage storage, final Grid grid, final int partition, final long sum) {
        final PureReplay replay = PureReplay.of(storage.journal(), PARTITIONS, partition, CHUNKS);
        final CompletableFuture<Answer<byte[]>> dump = new CompletableFuture<>();
        grid.query(partition, 0, logic -> ((ToyLogic) logic).dump(), dump::complete);
        assertEquals(replay.tip().sequence(), dump.join().sequence());
        assertArrayEquals(replay.logic().dump(), dump.join().value());
        long total = 0;
        for (int account = 0; account < 7; account++) {
            total += replay.logic().sum(account);
        }
        assertEquals(sum, total);
    }
}
