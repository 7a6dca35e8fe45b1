package io.ratinggrid.node.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ratinggrid.node.toy.ToyLogic;
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
        f.owner.query(
                0,
                logic -> {
                    ((ToyLogic) logic).dueAt(dueMs);
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
