package io.ratinggrid.node.owner;

import static io.ratinggrid.node.owner.OwnerFixture.PARTITION;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.ratinggrid.node.toy.ToyStream;
import org.junit.jupiter.api.Test;

/**
 * Random senders, crashes, unknown outcomes, rivals and images in random order of steps: at the end each command was carried
 * out once, answered truly, and state is what the journal alone makes.
 */
final class OwnerRandomTest {
    private static final int RUNS = Integer.getInteger("runs", 300);

    @Test
    void shouldCarryOutEachCommandOnceWhateverHappens() {
        final long seed = Long.getLong("ratinggrid.seed", new Random().nextLong());
        System.out.println("seed=" + seed + " runs=" + RUNS);
        for (int run = 0; run < RUNS; run++) {
            try {
                run(new Random(seed + run));
            } catch (final RuntimeException | AssertionError e) {
                throw new AssertionError("seed=" + (seed + run) + " runs=1", e);
            }
        }
    }

    private static void run(final Random random) {
        final OwnerFixture f = new OwnerFixture();
        final RandomOwners owners = new RandomOwners(f, random);
        final List<ToyStream> streams = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            final ToyStream stream = new ToyStream(i, random.nextLong(), PARTITION);
            for (int n = 0; n < 150; n++) {
                stream.add(random.nextInt(10), random.nextInt(1_000));
            }
            streams.add(stream);
            owners.send(stream);
        }
        while (!owners.isDone()) {
            owners.step();
        }
        final List<byte[]> recovered = f.imagesOf(owners.reopen());
        final List<byte[]> replayed = f.imagesOfPureReplay();
        for (int chunk = 0; chunk < recovered.size(); chunk++) {
            assertArrayEquals(replayed.get(chunk), recovered.get(chunk), "chunk=" + chunk);
        }
        for (int account = 0; account < 10; account++) {
            final int key = account;
            final long sum =
                    streams.stream().mapToLong(stream -> stream.sum(key)).sum();
            assertEquals(sum, f.query(0, logic -> logic.sum(key)).value());
        }
        assertTrue(f.owner.sequence() > 1);
    }
}
