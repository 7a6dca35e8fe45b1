package io.ratinggrid.perf.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bugs planted in the nodes, each with the fault that shows it: the harness must find them, or it proves nothing. */
@Tag("slow")
@Timeout(900)
final class PlantedBugsSystemTest {
    private static final String STORE = "io/ratinggrid/persistence/storage/IgniteJournalStore.java";
    private static final String RECOVERY = "io/ratinggrid/node/owner/Recovery.java";
    private static final String REPLAY = "io/ratinggrid/node/owner/Replay.java";
    private static final String TAIL = "io/ratinggrid/node/owner/Tail.java";

    /** A gateway whose stream the grid knows less of than it has answered stops it, and the run may end by that. */
    private static final Set<String> LOST = Set.of("lost", "stream stopped");

    /**
     * What one node answered alone may reach the others late, from what they had been sent before they stopped: then it is not lost in the
     * end, but was not there when it was read, and when the gateways asked how far their streams had come.
     */
    private static final Set<String> FORGOTTEN = Set.of("lost", "copies", "stale read", "stream stopped");

    /** A fault may meet a node at a moment at which the bug does no harm, or the cluster before it is whole. */
    private static final int TRIALS = 3;

    /**
     * An entry is answered as committed before it is put, and is not looked for behind its predecessor; what waits to be put while the node dies
     * is lost.
     */
    @Test
    void shouldFindAnswersBeforeTheCommit() throws Exception {
        final Plant plant = plant("answer-before-commit")
                .replace(
                        "persistence",
                        STORE,
                        "        if (!queue.offer(append)) {\n            answer(append, AppendOutcome.UNKNOWN);\n        }",
                        "        answer(append, AppendOutcome.MINE);\n"
                                + "        queue.offer(new Append(partition, sequence, entry, (at, of, outcome) -> {}));")
                .replace(
                        "persistence",
                        STORE,
                        "                answer(append, put(append));",
                        "                while (" + KillWhileHeld.HELD.isSet()
                                + ") {\n                    Thread.sleep(5);\n                }\n"
                                + "                answer(append, put(append));")
                .replace(
                        "grid-node",
                        "io/ratinggrid/node/owner/EntryAppender.java",
                        "        final boolean isFollowed = stands(tip.sequence() + 1, JournalEntryCodec.checksum(entry));",
                        "        final boolean isFollowed = true;");
        assertFound(plant, List.of(new KillWhileHeld()), LOST);
    }

    /** The stream's number is not read from the entries: the next owner has forgotten what was carried out. */
    @Test
    void shouldFindStreamNumbersOutsideTheEntry() throws Exception {
        final Plant plant =
                plant("stream-number-outside").replace("grid-node", REPLAY, "            streams.apply(entry);\n", "");
        assertFound(plant, List.of(new KillNode()), Set.of("stream repeated", "stream stopped"));
    }

    /** An owner opens without an entry that says so: who was the owner before does not hear of it. */
    @Test
    void shouldFindAMissingOpeningEntry() throws Exception {
        final Plant plant = plant("no-opening-entry")
                .replace(
                        "grid-node",
                        RECOVERY,
                        "        final EntryHeader header = new EntryHeader(\n                EntryKind.OPENING,",
                        "        if (tip.sequence() >= 0) {\n"
                                + "            seams.slots().releaseFirst();\n"
                                + "            handler.opened(replay.recovered());\n"
                                + "            return;\n        }\n"
                                + "        final EntryHeader header = new EntryHeader(\n                EntryKind.OPENING,");
        assertFound(plant, List.of(new KillNode()), Set.of("no opening entry"));
    }

    /** The journal's end is taken from the images, and what is behind them written over. */
    @Test
    void shouldFindATrustedStaleTail() throws Exception {
        final Plant plant = plant("stale-tail")
                .replace(
                        "grid-node",
                        TAIL,
                        "            final byte[] entry = read.apply(from + entries.size());",
                        "            final byte[] entry = null;")
                .replace(
                        "persistence",
                        STORE,
                        "            final boolean absent = Uncopied.putIfAbsent(cache, key, append.entry());",
                        "            cache.put(key, append.entry());\n            final boolean absent = true;");
        assertFound(plant, List.of(new KillNode()), Set.of("lost", "journal"));
    }

    /**
     * A node that is left alone goes on to say that its appends are committed, and dies before the others hear of them. The
     * checks before and behind the append's own are taken away with it: before a write, of the share, and of the
     * read of what the entry follows.
     */
    @Test
    void shouldFindAMissingMajorityCheckAfterTheAppend() throws Exception {
        final Plant plant = plant("no-majority-check")
                .replace(
                        "persistence",
                        STORE,
                        "                return majority.getAsBoolean() ? AppendOutcome.MINE : AppendOutcome.UNKNOWN;",
                        "                return AppendOutcome.MINE;")
                .replace(
                        "persistence",
                        STORE,
                        "cache.get(key);\n            if (!majority.getAsBoolean()) {",
                        "cache.get(key);\n            if (key == null) {")
                .replace(
                        "persistence",
                        STORE,
                        "doubtIfSlow(beganNs);\n            if (!majority.getAsBoolean()) {",
                        "doubtIfSlow(beganNs);\n            if (key == null) {")
                .replace(
                        "grid-node",
                        "io/ratinggrid/node/cluster/Ownership.java",
                        "        final boolean majority = membership.awaitMajority(CONFIRM_MS);",
                        "        final boolean majority = true;")
                .replace(
                        "persistence",
                        "io/ratinggrid/persistence/storage/MajorityOnly.java",
                        "        return here * 2 > agreed.consistentIds().size();",
                        "        return true;");
        assertFound(plant, List.of(new StopMajority()), FORGOTTEN, 60);
    }

    private static Plant plant(final String name) throws IOException {
        final Path directory = Path.of("target", "planted", name).toAbsolutePath();
        Directories.delete(directory);
        return new Plant(Path.of(".."), directory);
    }

    /** One of these kinds of problems must be found in one of a few trials, after these faults; most bugs keep the cluster from coming back. */
    private static void assertFound(final Plant plant, final List<Fault> faults, final Set<String> kinds)
            throws Exception {
        assertFound(plant, faults, kinds, 30);
    }

    private static void assertFound(
            final Plant plant, final List<Fault> faults, final Set<String> kinds, final int patienceS)
            throws Exception {
        final Path classes = plant.compile().classes();
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
            System.out.println("planted: " + classes.getParent().getFileName() + " " + seen.get(trial - 1));
        }
        assertTrue(found, seen::toString);
    }
}
