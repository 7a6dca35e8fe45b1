package io.ratinggrid.perf.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

/** Each seed makes choices of its own. */
final class ChanceTest {
    private static final int SEEDS = 200;
    private static final int CHOICES = 50;

    @Test
    void shouldMakeTheSameChoicesFromTheSameSeed() {
        assertEquals(new Chance(17, 1).nextLong(), new Chance(17, 1).nextLong());
    }

    @Test
    void shouldShareNoChoiceBetweenSeedsInARowAndParts() {
        final Set<Long> seen = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            for (int part = 1; part <= 3; part++) {
                final Chance chance = new Chance(seed, part);
                for (int i = 0; i < CHOICES; i++) {
                    assertTrue(seen.add(chance.nextLong()), "seed=" + seed + " part=" + part + " choice=" + i);
                }
            }
        }
    }
}
