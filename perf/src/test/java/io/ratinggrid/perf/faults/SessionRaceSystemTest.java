package io.ratinggrid.perf.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** 64 clients on one account through three nodes and two gateways, while nodes and gateways are killed. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(600)
final class SessionRaceSystemTest {
    private static final int CLIENTS = 64;
    private static final int KILLS = 3;

    @Test
    void shouldNeverGiveTwiceWhateverDies() throws Exception {
        final long seed = Long.getLong("ratinggrid.seed", System.nanoTime());
        final Path directory = Path.of("target", "race-" + seed).toAbsolutePath();
        final RunSettings settings =
                RunSettings.standard(seed, Duration.ZERO, directory).withSize(8, 8, 8);
        try (SessionRace race = new SessionRace(settings)) {
            race.run(CLIENTS, KILLS);
            final List<SessionOperation> history = race.history();
            System.out.println("race: seed=" + seed + " operations=" + history.size() + " " + race.beside());
            assertEquals(
                    Map.of(),
                    race.problems().counts(),
                    () -> "seed=" + seed + ", logs are in " + directory + " "
                            + race.problems().texts());
            assertTrue(history.size() > 10 * CLIENTS, "operations=" + history.size());
            assertTrue(race.hadAll(), race.beside());
            assertFalse(SessionHistory.problems(withALostUpdate(history)).isEmpty(), "a lost update is not noticed");
        }
        Directories.delete(directory);
    }

    /**
     * As if a charge in the middle had been answered and not been done. What its session held is freed all the same: one that used exactly
     * what it held would else leave as much to others as before.
     */
    private static List<SessionOperation> withALostUpdate(final List<SessionOperation> history) {
        int lost = history.size() / 2;
        while (history.get(lost).charged() <= 0 || history.get(lost).session().isEmpty()) {
            lost--;
        }
        final List<SessionOperation> without = new ArrayList<>(history);
        without.set(lost, history.get(lost).uncharged());
        return without;
    }
}
