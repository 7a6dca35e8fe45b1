package io.ratinggrid.perf.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every edge of a partition's state machine at real nodes, and nothing lost by any: those that only damage and rivals bring, too. */
@Tag("slow")
@Timeout(600)
final class DamageSystemTest {
    private static final String STORE = "io/ratinggrid/persistence/storage/IgniteJournalStore.java";
    private static final String RECOVERY = "io/ratinggrid/node/owner/Recovery.java";
    private static final String LIVE = "io/ratinggrid/node/owner/LivePartition.java";

    @Test
    void shouldGoEveryEdgeAndLoseNothing() throws Exception {
        final long seed = Long.getLong("ratinggrid.seed", System.nanoTime());
        final Path directory = Path.of("target", "planted", "damage").toAbsolutePath();
        Directories.delete(directory);
        final Path classes =
                damage(new Plant(Path.of(".."), directory)).compile().classes();
        final RunSettings settings = RunSettings.standard(seed, Duration.ZERO, classes.resolveSibling("run"))
                .withSize(16, 300, 300)
                .withPatience(Duration.ofSeconds(200))
                .withPlanted(classes);
        final RunReport report;
        try (FaultRun run = new FaultRun(settings, new Loopback(), System.out)) {
            report = run.run(FaultPlan.script(List.of(new DamageNodes())));
        }
        System.out.println("damage: seed=" + seed + "\n" + Report.markdown(report));
        assertEquals(Map.of(), report.problems(), "seed=" + seed + ", logs are in " + directory);
        assertEquals(
                List.of(),
                report.edges().entrySet().stream()
                        .filter(edge -> edge.getValue() == 0)
                        .map(Map.Entry::getKey)
                        .filter(edge -> !edge.endsWith("ING -> CLOSED"))
                        .toList(),
                "edges never gone; seed=" + seed);
        Directories.delete(directory);
    }

    private static Plant damage(final Plant plant) throws Exception {
        return plant.replace(
                        "persistence",
                        STORE,
                        "            final long beganNs = System.nanoTime();\n",
                        "            if (" + DamageNodes.RIVAL.isSet() + "\n"
                                + "                    && java.util.concurrent.ThreadLocalRandom.current().nextInt(3) == 0) {\n"
                                + "                cache.putIfAbsent(key, rival(append.entry()));\n            }\n"
                                + "            final long beganNs = System.nanoTime();\n")
                .replace(
                        "persistence",
                        STORE,
                        "    private void answer(final Append append,",
                        "    private static byte[] rival(final byte[] entry) {\n"
                                + "        final var own = io.ratinggrid.rating.journal.JournalEntryCodec.decode(entry).header();\n"
                                + "        final var opening = io.ratinggrid.rating.journal.EntryKind.OPENING;\n"
                                + "        final var none = new io.ratinggrid.rating.ByteSink(0);\n"
                                + "        return io.ratinggrid.rating.journal.JournalEntryCodec.encode(\n"
                                + "                new io.ratinggrid.rating.journal.EntryHeader(opening, own.partition(),"
                                + " own.sequence(), own.gridEpoch(),\n"
                                + "                        own.kind() == opening ? own.ownerEpoch() : own.ownerEpoch() + 1,"
                                + " own.batchId() + 1,\n"
                                + "                        own.predecessor(), own.timeMs()),\n"
                                + "                List.of(), none, 0, none);\n    }\n\n"
                                + "    private void answer(final Append append,")
                .replace(
                        "grid-node",
                        "io/ratinggrid/node/owner/EntryAppender.java",
                        "        final boolean stands = stands(tip.sequence(), tip.checksum());",
                        "        final boolean gone = " + DamageNodes.GONE.isSet()
                                + " && java.util.concurrent.ThreadLocalRandom.current().nextInt(3) == 0;\n"
                                + "        final boolean stands = !gone && stands(tip.sequence(), tip.checksum());")
                .replace(
                        "grid-node",
                        LIVE,
                        "    private void fill(final boolean withBatches) {\n",
                        "    private void fill(final boolean withBatches) {\n        if (" + DamageNodes.THROWS.isSet()
                                + ") {\n            throw new IllegalStateException(\"a command throws\");\n        }\n")
                .replace(
                        "grid-node",
                        "io/ratinggrid/node/owner/ImageLoader.java",
                        "    private void onManifest(final byte[] bytes) {\n",
                        "    private void onManifest(final byte[] bytes) {\n        if (" + isDamaged(0)
                                + ") {\n            throw new IllegalArgumentException(\"an image is damaged\");\n        }\n")
                .replace(
                        "grid-node",
                        RECOVERY,
                        "            replay.apply(JournalEntryCodec.decode(bytes));\n",
                        "            if (" + isDamaged(1)
                                + ") {\n                bytes[bytes.length / 2] ^= 1;\n            }\n"
                                + "            replay.apply(JournalEntryCodec.decode(bytes));\n")
                .replace(
                        "grid-node",
                        RECOVERY,
                        "            replay.apply(JournalEntryCodec.decode(opening));\n",
                        "            if (" + isDamaged(2)
                                + ") {\n                throw new IllegalStateException(\"the opening is refused\");\n"
                                + "            }\n            replay.apply(JournalEntryCodec.decode(opening));\n");
    }

    /** Each kind of damage in a third of the partitions. */
    private static String isDamaged(final int kind) {
        return "partition % 3 == " + kind + " && " + DamageNodes.DAMAGED.isSet();
    }
}
