package io.ratinggrid.node.standalone.kill;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * SIGKILL at every step, with the real engine, queue, sender and Ignite node, until each step has had its kills. After each start
 * state is byte by byte that of an engine that was never killed; at the end every command was carried out once, and every account
 * is what the reference says. What the children said stays in {@code target/kill} when it fails.
 */
@Tag("slow")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class KillSystemTest {
    private static final int KILLS = Integer.getInteger("kills", 20);
    /** Kills within which a planted bug is found; mostly it takes one or two. */
    private static final int MOST_PLANTED = 20;

    private static final KillStep[] SINGLE = {
        KillStep.AFTER_PUT_BEFORE_ANSWER,
        KillStep.DURING_CHECKPOINT,
        KillStep.BEFORE_PUT,
        KillStep.DURING_IMAGE,
        KillStep.AFTER_QUEUE_APPEND
    };
    private static final Path ROOT = Path.of("target", "kill").toAbsolutePath();

    private static ChildJvm jvm;

    @BeforeAll
    static void clear() throws IOException {
        delete(ROOT);
        Files.createDirectories(ROOT);
        jvm = new ChildJvm(ROOT);
    }

    @Test
    void shouldLoseNothingAndDoNothingTwiceWhereverItIsKilled() throws IOException, InterruptedException {
        final long seed = Long.getLong("ratinggrid.seed", new Random().nextLong() >>> 1);
        System.out.println("kill: seed=" + seed);
        final long beganNs = System.nanoTime();
        final Path directory = ROOT.resolve("all");
        try (KillHarness harness = new KillHarness(directory, seed, Plant.NONE, jvm)) {
            harness.verify();
            for (int round = 0; !isEnough(harness); round++) {
                assertTrue(round < 3 * KILLS, () -> "some step is not reached: " + harness.summary());
                round(harness, round);
            }
            harness.verify();
            System.out.printf("kill: %s minutes=%.1f%n", harness.summary(), (System.nanoTime() - beganNs) / 60e9);
            System.out.println("kill: " + harness.traffic());
        }
        delete(directory);
    }

    /** Answers that are given before the entry is put are found out: its owner does not find the entry, or the grid forgets what it said. */
    @Test
    void shouldTurnRedWhenAnswersComeBeforeTheCommit() throws IOException, InterruptedException {
        assertFound(Plant.ANSWER_BEFORE_COMMIT, KillPlan.Kind.SINGLE, KillStep.BEFORE_PUT);
    }

    /** Images that say that they contain more than they do are found out: what is recovered from them is another state. */
    @Test
    void shouldTurnRedWhenAnImageIsOlderThanItSays() throws IOException, InterruptedException {
        assertFound(Plant.STALE_IMAGE, KillPlan.Kind.RANDOM, KillStep.RANDOM);
    }

    private static void assertFound(final Plant plant, final KillPlan.Kind kind, final KillStep step)
            throws IOException, InterruptedException {
        final long seed = new Random().nextLong() >>> 1;
        final Path directory = ROOT.resolve(plant.name());
        try (KillHarness harness = new KillHarness(directory, seed, plant, jvm)) {
            final AssertionError found = assertThrows(AssertionError.class, () -> {
                harness.verify();
                for (int i = 0; i < MOST_PLANTED; i++) {
                    harness.kill(kind, step);
                }
            });
            System.out.println("kill: planted " + plant + " found, " + harness.summary() + ": " + found.getMessage());
        }
        delete(directory);
    }

    private static void round(final KillHarness harness, final int round) throws IOException, InterruptedException {
        harness.kill(KillPlan.Kind.TOGETHER, KillStep.RANDOM);
        if (harness.kills(KillStep.DURING_RECOVERY) < KILLS) {
            harness.kill(round % 3 > 0 ? KillPlan.Kind.RECOVERY : KillPlan.Kind.BOOT, KillStep.RANDOM);
        }
        if (round % 3 == 0) {
            harness.kill(KillPlan.Kind.SINGLE, SINGLE[round / 3 % SINGLE.length]);
        }
        if (round % 4 == 0) {
            harness.kill(KillPlan.Kind.RANDOM, KillStep.RANDOM);
        }
    }

    private static boolean isEnough(final KillHarness harness) {
        for (final KillStep step : KillStep.values()) {
            if (step != KillStep.RANDOM && harness.kills(step) < KILLS) {
                return false;
            }
        }
        return true;
    }

    private static void delete(final Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }
}
