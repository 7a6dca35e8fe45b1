package io.ratinggrid.node.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.ratinggrid.node.toy.CommandStream;
import io.ratinggrid.node.toy.FaultyJournal.Fault;

/** Owners of one partition that crash, rival and take images in random order of steps, and senders that go on meanwhile. */
final class RandomOwners {
    /** Far more than any run takes. */
    private static final int MOST_STEPS = 500_000;
    /** Entries that stay: an owner that recovers beside others has no clock here that would give it an hour. */
    private static final int KEPT = 50;

    final OwnerFixture f;
    private final Random random;
    private final StreamWitness witness;
    private final List<PartitionOwner> owners = new ArrayList<>();
    private final List<RepeatingSender> senders = new ArrayList<>();
    private int steps;

    /** Takes a fixture that is not started. */
    RandomOwners(final OwnerFixture fixture, final Random random) {
        f = fixture;
        this.random = random;
        final int checkEvery = random.nextInt(3);
        f.context
                .imageAfterEntries(1 + random.nextInt(20))
                .imageAfterMs(random.nextInt(2) * 100)
                .entryCommands(1 + random.nextInt(40))
                .predecessorCheckEvery(checkEvery)
                .keepEntries(checkEvery == 1 ? KEPT + random.nextInt(KEPT) : 0)
                .keepMs(random.nextInt(2) * 500)
                .queuedCommands(1 + random.nextInt(60));
        f.start();
        owners.add(f.owner);
        witness = new StreamWitness(f.journal);
    }

    void send(final CommandStream stream) {
        senders.add(new RepeatingSender(stream, random, witness, f.context.keepEntries() > 0));
    }

    boolean isDone() {
        return senders.stream().allMatch(RepeatingSender::isDone);
    }

    /** One of the owners there are now, whatever its state. */
    PartitionOwner any() {
        return owners.get(random.nextInt(owners.size()));
    }

    void step() {
        assertTrue(++steps < MOST_STEPS, () -> "senders get no further: " + f.alarms);
        final PartitionOwner owner = any();
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
        } else if (dice < 16) {
            owner.follow();
        } else if (dice < 100 && !senders.isEmpty()) {
            senders.get(random.nextInt(senders.size())).step(owner);
        } else if (!f.world.runRandom(random)) {
            f.world.runTimer();
        }
        if (owners.stream().noneMatch(o -> o.state() == OwnerState.OPEN) && random.nextInt(50) == 0) {
            owners.get(0).open();
        }
    }

    /** Ends all owners, as a process does that is killed, perhaps in an image; the next one begins to recover. */
    void crash() {
        owners.forEach(PartitionOwner::close);
        owners.clear();
        if (random.nextBoolean()) {
            f.world.dropImages();
        }
        owners.add(f.owner());
        owners.get(0).open();
    }

    /** Ends all owners and recovers a last one. */
    PartitionOwner reopen() {
        owners.forEach(PartitionOwner::close);
        f.world.runAll();
        f.owner = f.owner();
        f.owner.open();
        f.world.runAll();
        assertEquals(OwnerState.OPEN, f.owner.state(), () -> f.alarms.toString());
        return f.owner;
    }
}
