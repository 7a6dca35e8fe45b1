package io.ratinggrid.perf.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

/**
 * Nights of faults, the same each time, so that a build that fails tells of a change; {@code perf simulate} looks for rare ones.
 * {@code -Dnights=N}, {@code -Dratinggrid.seed=N}.
 */
final class SimulationTest {
    private static final int NIGHTS = Integer.getInteger("nights", 60);
    private static final long SEED = Long.getLong("ratinggrid.seed", 50_000);

    @Test
    void shouldLoseNothingAndDoNothingTwice() throws InterruptedException {
        System.out.println("seed=" + SEED + " nights=" + NIGHTS);
        final List<String> failed = new ArrayList<>();
        final Nights nights = new Nights(
                        new Simulation(),
                        SEED,
                        NIGHTS,
                        outcome -> failed.add("seed=" + outcome.night().seed() + " "
                                + outcome.problems().texts()))
                .run(Runtime.getRuntime().availableProcessors());
        System.out.println(nights.counts().totals());
        assertEquals(List.of(), failed);
        assertEquals(NIGHTS, nights.nights());
        assertTrue(nights.counts().totals().get("events") > 1_000L * NIGHTS, "hardly anything was sent");
    }

    @Test
    void shouldDoTheSameForTheSameSeed() {
        final Night night = Night.of(new Random().nextInt(), Scale.STANDARD);
        final Outcome one = new Simulation().run(night, true);
        final Outcome other = new Simulation().run(night, true);
        assertEquals(one.trace(), other.trace(), () -> "seed=" + night.seed());
        assertEquals(one.hash(), other.hash());
        assertNotEquals(one.hash(), new Simulation().run(night.seed() + 1).hash());
    }
}
