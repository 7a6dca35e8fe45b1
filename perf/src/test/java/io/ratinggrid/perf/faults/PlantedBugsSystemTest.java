package io.ratinggrid.perf.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Bugs planted in the nodes, each with the fault that shows it: the harness must find them, or it proves nothing. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
@Timeout(900)
final class PlantedBugsSystemTest {
    /** A gateway whose stream the grid knows less of than it has answered stops it, and the run may end by that. */
    private static final Set<String> LOST = Set.of("lost", "stream stopped");

    /**
     * What one node answered alone may reach the others late, from what they had been sent before they stopped: then it is not lost in the
     * end, but was not there when it was read, and when the gateways asked how far their streams had come.
     */
    private static final Set<String> FORGOTTEN = Set.of("lost", "copies", "stale read", "stream stopped");

    /** A fault may meet a node at a moment at which the bug does no harm, or the cluster before it is whole. */
    private static final int TRIALS = 3;

    @Test
    void shouldFindAnswersBeforeTheCommit() throws Exception {
        assertFound(NodePlant.ANSWERS_BEFORE_COMMIT, List.of(new KillWhileHeld()), LOST);
    }

    @Test
    void shouldFindStreamNumbersOutsideTheEntry() throws Exception {
        assertFound(
                NodePlant.STREAM_NUMBERS_OUTSIDE_THE_ENTRY,
                List.of(new KillNode()),
                Set.of("stream repeated", "stream stopped"));
    }

    @Test
    void shouldFindAMissingOpeningEntry() throws Exception {
        assertFound(NodePlant.NO_OPENING_ENTRY, List.of(new KillNode()), Set.of("no opening entry"));
    }

    @Test
    void shouldFindATrustedStaleTail() throws Exception {
        assertFound(NodePlant.STALE_TAIL_TRUSTED, List.of(new KillNode()), Set.of("lost", "journal"));
    }

    @Test
    void shouldFindAMissingMajorityCheckAfterTheAppend() throws Exception {
        assertFound(NodePlant.NO_MAJORITY_CHECK, List.of(new StopMajority()), FORGOTTEN, 60);
    }

    /** One of these kinds of problems must be found in one of a few trials, after these faults; most bugs keep the cluster from coming back. */
    private static void assertFound(final NodePlant plant, final List<Fault> faults, final Set<String> kinds)
            throws Exception {
        assertFound(plant, faults, kinds, 30);
    }

    private static void assertFound(
            final NodePlant plant, final List<Fault> faults, final Set<String> kinds, final int patienceS)
            throws Exception {
        final Path directory = Path.of("target", "planted", plant.name()).toAbsolutePath();
        Directories.delete(directory);
        final Path classes =
                plant.into(new Plant(Path.of(".."), directory)).compile().classes();
        final List<String> seen = new ArrayList<>();
        boolean found = false;
        for (int trial = 1; trial <= TRIALS && !found; trial++) {
            final RunSettings settings = RunSettings.standard(
                            new Random().nextLong() >>> 1, Duration.ZERO, classes.resolveSibling("run-" + trial))
                    .withSize(8, 100, 200)
                    .withPatience(Duration.ofSeconds(patienceS))
                    .withPlanted(classes);
            try (FaultRun run = new FaultRun(settings, new Loopback(), System.out)) {
                final Set<String> problems =
                        run.run(FaultPlan.script(faults)).problems().keySet();
                found = kinds.stream().anyMatch(problems::contains);
                seen.add("trial=" + trial + " seed=" + settings.seed() + " found "
                        + run.problems().texts());
            }
            System.out.println("planted: " + plant + " " + seen.get(trial - 1));
        }
        assertTrue(found, seen::toString);
    }
}
