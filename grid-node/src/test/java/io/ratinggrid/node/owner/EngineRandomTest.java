package io.ratinggrid.node.owner;

import static io.ratinggrid.node.owner.OwnerFixture.PARTITION;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import io.ratinggrid.node.reference.ExecutedPartition;
import io.ratinggrid.node.reference.PeekedLogic;
import io.ratinggrid.node.toy.CommandStream;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.journal.EntryKind;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.reference.RandomTraffic;
import org.junit.jupiter.api.Test;

/**
 * The real engine with random catalogs and commands behind owners that crash, rival and take images at random: live state at
 * random moments, and state recovered from any image and tail, are byte by byte those of an engine that carried out the same
 * commands and never stopped, and come to what the reference says.
 */
final class EngineRandomTest {
    private static final int RUNS = Integer.getInteger("runs", 60);
    private static final int ACCOUNTS = 4;
    private static final int COMMANDS = 300;
    private static final PartitionSettings SETTINGS =
            new PartitionSettings(PartitionSettings.DEFAULT.duplicateWindowDays(), OwnerFixture.CHUNKS);

    /** One seed's run. */
    private static final class Run {
        private final Random random;
        private final RandomTraffic traffic;
        private final ExecutedPartition executed;
        private final OwnerFixture f;
        private int live;
        private int recovered;

        Run(final long seed) {
            random = new Random(seed);
            traffic = new RandomTraffic(seed, ACCOUNTS, 1);
            executed = new ExecutedPartition(PARTITION, traffic, SETTINGS);
            final CatalogBook book = RandomTraffic.book(seed);
            f = new OwnerFixture(() -> new PeekedLogic(new PartitionEngine(book, SETTINGS)));
        }

        void run() {
            final RandomOwners owners = new RandomOwners(f, random);
            final CommandStream stream = new CommandStream(1, random.nextLong(), PARTITION);
            for (int i = 0; i < COMMANDS; i++) {
                final RandomTraffic.Step step = traffic.next();
                stream.add(step.command(), step.code());
                executed.add(step);
            }
            owners.send(stream);
            while (!owners.isDone()) {
                owners.step();
                if (random.nextInt(60) == 0) {
                    owners.crash();
                }
                if (random.nextInt(8) == 0) {
                    compare(owners.any());
                }
            }
            compare(owners.reopen());
            f.world.runAll();
            traffic.accounts().forEach(account -> executed.checkAccount(account, traffic));
        }

        /** Asks an owner for its state, and compares when it answers: at once or later, or never if it is none. */
        private void compare(final PartitionOwner owner) {
            owner.query(
                    0,
                    logic -> ((PeekedLogic) logic).images(),
                    answer -> compare(answer.outcome(), answer.sequence(), answer.value()));
        }

        private void compare(final Answer.Outcome outcome, final long sequence, final List<byte[]> images) {
            // An owner that another has overtaken and that does not know it yet stands behind.
            if (outcome == Answer.Outcome.GIVEN && sequence >= executed.sequence()) {
                while (executed.sequence() < sequence) {
                    executed.follow(f.journal.readAlsoRemoved(PARTITION, executed.sequence() + 1));
                }
                executed.checkImages(sequence, images);
                final byte[] last = f.journal.readAlsoRemoved(PARTITION, sequence);
                if (JournalEntryCodec.decode(last).header().kind() == EntryKind.OPENING) {
                    recovered++;
                } else {
                    live++;
                }
            }
        }
    }

    @Test
    void shouldBeTheSameLiveAndRecoveredWhateverHappens() {
        final long seed = Long.getLong("ratinggrid.seed", new Random().nextLong());
        System.out.println("seed=" + seed + " runs=" + RUNS);
        int live = 0;
        int recovered = 0;
        for (int run = 0; run < RUNS; run++) {
            final Run one = new Run(seed + run);
            try {
                one.run();
            } catch (final RuntimeException | AssertionError e) {
                throw new AssertionError("seed=" + (seed + run) + " runs=1", e);
            }
            live += one.live;
            recovered += one.recovered;
        }
        System.out.println("live states=" + live + " recovered states=" + recovered + " commands=" + RUNS * COMMANDS);
        assertTrue(live > 2 * RUNS && recovered > RUNS, "hardly any state was compared");
    }
}
