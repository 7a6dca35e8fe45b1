package io.ratinggrid.perf.simulator;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Nights that were not run are not good ones. */
final class NightsTest {

    @Test
    void shouldNotPassOverNightsThatWereNeverRun() {
        final Nights nights = new Nights(null, 1, 5, outcome -> {});
        final String said =
                assertThrows(IllegalStateException.class, () -> nights.run(2)).getMessage();
        assertTrue(said.contains("nights=0 of=5"), said);
    }
}
