package io.ratinggrid.node.owner;

import static io.ratinggrid.node.owner.OwnerFixture.PARTITION;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.ratinggrid.node.toy.FaultyJournal.Fault;
import io.ratinggrid.node.toy.ToyStream;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.StreamRun;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import org.junit.jupiter.api.Test;

/**
 * Random senders, crashes, unknown outcomes, rivals and images in random order of steps: at the end each command was carried
 * out once, answered truly, and state is what the journal alone makes.
 */
final class OwnerRandomTest {
    private static final int RUNS = Integer.getInteger("runs", 300);

    /** What the journal holds, looked at from outside. */
    private static final class Witness {
        private final JournalStore journal;
        private final Map<Long, Long> lastNumbers = new HashMap<>();
        private long seen;

        Witness(final JournalStore journal) {
            this.journal = journal;
        }

        long lastNumber(final long streamHigh) {
            for (byte[] entry = journal.read(PARTITION, seen + 1); entry != null; ) {
                for (final StreamRun run : JournalEntryCodec.decode(entry).runs()) {
                    lastNumbers.put(run.streamHigh(), run.lastNumber());
                }
                seen++;
                entry = journal.read(PARTITION, seen + 1);
            }
            return lastNumbers.getOrDefault(streamHigh, 0L);
        }
    }

    /** A sender with one batch on the way, which repeats until it is answered. */
    private static final class Sender {
        private final ToyStream stream;
        private final Random random;
        private final Witness witness;
        private int acknowledged;
        private PartitionBatch underWay;
        private boolean waiting;

        Sender(final ToyStream stream, final Random random, final Witness witness) {
            this.stream = stream;
            this.random = random;
            this.witness = witness;
        }

        void step(final PartitionOwner owner) {
            if (waiting) {
                return;
            }
            if (underWay == null || random.nextInt(8) == 0) {
                final int first = Math.max(1, acknowledged + 1 - (random.nextInt(6) == 0 ? random.nextInt(30) : 0));
                final int last = Math.min(stream.size(), first + random.nextInt(20));
                if (last < first) {
                    return;
                }
                underWay = stream.batch(1, first, last);
            }
            waiting = true;
            final PartitionBatch sent = underWay;
            owner.receive(sent, reply -> onReply(sent, reply));
        }

        private void onReply(final PartitionBatch sent, final PartitionReply reply) {
            waiting = false;
            switch (reply.outcome()) {
                case COMMITTED, REPEATED -> {
                    assertArrayEquals(stream.codes((int) sent.firstNumber(), (int) sent.lastNumber()), reply.codes());
                    assertTrue(
                            sent.lastNumber() <= witness.lastNumber(stream.high), "answered before it was committed");
                    acknowledged = (int) Math.max(acknowledged, sent.lastNumber());
                    underWay = null;
                }
                case BUSY, NOT_OWNER -> {}
                // Of an owner that another has overtaken and that does not know it yet.
                case GAP -> underWay = stream.batch(1, (int) reply.expectedNumber(), (int) reply.expectedNumber());
                default -> throw new AssertionError(reply.outcome() + " for firstNumber=" + sent.firstNumber());
            }
        }
    }

    private final List<Sender> senders = new ArrayList<>();

    @Test
    void shouldCarryOutEachCommandOnceWhateverHappens() {
        final long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed=" + seed + " runs=" + RUNS);
        for (int run = 0; run < RUNS; run++) {
            try {
                new OwnerRandomTest().run(new Random(seed + run));
            } catch (final RuntimeException | AssertionError e) {
                throw new AssertionError("seed=" + (seed + run) + " runs=1", e);
            }
        }
    }

    private void run(final Random random) {
        final OwnerFixture f = new OwnerFixture();
        f.context
                .imageAfterEntries(1 + random.nextInt(20))
                .entryCommands(1 + random.nextInt(40))
                .predecessorCheckEvery(random.nextInt(3))
                .queuedCommands(1 + random.nextInt(60));
        f.start();
        final Witness witness = new Witness(f.memory);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            final ToyStream stream = new ToyStream(i, random.nextLong(), PARTITION);
            for (int n = 0; n < 150; n++) {
                stream.add(random.nextInt(10), random.nextInt(1_000));
            }
            senders.add(new Sender(stream, random, witness));
        }
        final List<PartitionOwner> owners = new ArrayList<>(List.of(f.owner));
        while (senders.stream().anyMatch(sender -> sender.acknowledged < sender.stream.size())) {
            step(f, owners, random);
        }
        check(f, owners, random);
    }

    private void step(final OwnerFixture f, final List<PartitionOwner> owners, final Random random) {
        final PartitionOwner owner = owners.get(random.nextInt(owners.size()));
        final int dice = random.nextInt(400);
        if (dice == 0) {
            owner.close();
            owners.remove(owner);
            owners.add(f.owner());
        } else if (dice == 1 && owners.size() < 3) {
            owners.add(f.owner());
        } else if (dice < 5) {
            f.journal.next(random.nextBoolean() ? Fault.UNKNOWN_AND_LOST : Fault.UNKNOWN_BUT_DONE);
        } else if (dice < 8) {
            f.world.clock.jump(random.nextInt(2_000) - 1_000);
        } else if (dice < 12) {
            owner.open();
        } else if (dice < 14) {
            owner.requestImages();
        } else if (dice < 100) {
            senders.get(random.nextInt(senders.size())).step(owner);
        } else if (!f.world.runRandom(random)) {
            f.world.runTimer();
        }
        if (owners.stream().noneMatch(o -> o.state() == OwnerState.OPEN) && random.nextInt(50) == 0) {
            owners.get(0).open();
        }
    }

    private void check(final OwnerFixture f, final List<PartitionOwner> owners, final Random random) {
        owners.forEach(PartitionOwner::close);
        f.world.runAll();
        f.owner = f.owner();
        f.owner.open();
        f.world.runAll();
        assertEquals(OwnerState.OPEN, f.owner.state(), () -> f.alarms.toString());
        final List<byte[]> recovered = f.imagesOf(f.owner);
        final List<byte[]> replayed = f.imagesOfPureReplay();
        for (int chunk = 0; chunk < recovered.size(); chunk++) {
            assertArrayEquals(replayed.get(chunk), recovered.get(chunk), "chunk=" + chunk);
        }
        for (int account = 0; account < 10; account++) {
            final int key = account;
            assertEquals(ledger(key), f.query(0, logic -> logic.sum(key)).value());
        }
        assertTrue(f.owner.sequence() > 1);
    }

    private long ledger(final long account) {
        long sum = 0;
        for (final Sender sender : senders) {
            sum += sender.stream.sum(account);
        }
        return sum;
    }
}
