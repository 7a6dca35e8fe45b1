package io.ratinggrid.perf.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Nights of faults, from random seeds; {@code -Dnights=N}, {@code -Dratinggrid.seed=N}. */
final class SimulationTest {
    private static final int NIGHTS = Integer.getInteger("nights", 60);

    @Test
    void shouldLoseNothingAndDoNothingTwice() throws InterruptedException {
        final long seed = Long.getLong("ratinggrid.seed", new Random().nextInt(Integer.MAX_VALUE));
        System.out.println("seed=" + seed + " nights=" + NIGHTS);
        final List<String> failed = new ArrayList<>();
        final Nights nights = new Nights(
                        new Simulation(),
                        seed,
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
