package io.ratinggrid.node.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ratinggrid.node.toy.ToyLogic;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.wire.PartitionReply.Outcome;
import org.junit.jupiter.api.Test;

/** An owner goes with time: what is due is done in an entry, whether or not anything else happens. */
final class DueWorkTest {
    private static final int TICK_MS = 1_000;

    private final OwnerFixture f = new OwnerFixture();

    /** A partition that ticks is never without a timer. */
    private void start(final int tickMs) {
        f.context = f.context.tickMs(tickMs).conclude();
        f.owner = f.owner();
        f.owner.open();
        f.world.runReady();
        assertEquals(OwnerState.OPEN, f.owner.state());
    }

    private void dueAt(final long dueMs) {
        dueAt(dueMs, 1);
    }

    private void dueAt(final long dueMs, final int times) {
        f.owner.query(
                0,
                logic -> {
                    ((ToyLogic) logic).dueAt(dueMs, times);
                    return null;
                },
                answer -> assertEquals(Answer.Outcome.GIVEN, answer.outcome()));
        f.world.runReady();
    }

    private void tick() {
        assertTrue(f.world.runTimer());
        f.world.runReady();
    }

    @Test
    void shouldDoWhatIsDueInAQuietPartition() {
        start(TICK_MS);
        final int opened = f.entries().size();
        dueAt(f.world.clock.timeMs() + 2 * TICK_MS);

        tick();
        assertEquals(opened, f.entries().size());
        tick();
        assertEquals(opened + 1, f.entries().size());
        tick();
        assertEquals(opened + 1, f.entries().size());
        assertEquals(0, f.world.slotsTaken());
    }

    @Test
    void shouldDoWhatIsDueBeforeACommandOfTheSameTime() {
        start(TICK_MS);
        dueAt(f.world.clock.timeMs());
        f.submit(1, 10);
        f.world.runReady();

        assertEquals(2, f.entries().get(f.entries().size() - 1).recordCount());
    }

    /** A month ends for all accounts at once, and somebody wants to call. */
    @Test
    void shouldLeaveRoomForWhatSomebodyWaitsForAndForStreams() {
        f.context.entryCommands(8);
        start(TICK_MS);
        final int opened = f.entries().size();
        dueAt(f.world.clock.timeMs(), 100);
        f.submit(1, 10);
        f.submit(2, 20);
        f.send(f.stream.add(3, 30).batch(1, 1, 1));
        f.world.runReady();

        assertEquals(opened + 1, f.answers.get(0).sequence());
        assertEquals(opened + 1, f.answers.get(1).sequence());
        assertEquals(Outcome.COMMITTED, f.reply().outcome());
        final JournalEntry first = f.entries().get(opened);
        assertEquals(4, first.recordCount(), "a quarter of the entry is due, two wait");
        assertEquals(3, f.entries().get(opened + 1).recordCount(), "a quarter is due, one is of a stream");
    }

    @Test
    void shouldNotGoWithTimeUnlessToldTo() {
        start(0);
        dueAt(f.world.clock.timeMs());
        f.submit(1, 10);
        f.world.runReady();

        assertEquals(1, f.entries().get(f.entries().size() - 1).recordCount());
    }

    @Test
    void shouldNotTickWhenItIsDropped() {
        start(TICK_MS);
        f.owner.close();

        tick();
        assertEquals(false, f.world.runTimer());
    }
}
