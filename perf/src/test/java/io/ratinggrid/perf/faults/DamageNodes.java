package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * What does not happen where only processes die: rivals that write into the journal, a journal that is not the one it was, damaged images
 * and entries, commands that throw. What is planted does it while a trigger says so; then nodes are killed and
 * return, and a new catalog has what is broken tried again.
 */
final class DamageNodes implements Fault {
    static final Trigger RIVAL = new Trigger("rival");
    static final Trigger GONE = new Trigger("gone");
    static final Trigger THROWS = new Trigger("throws");
    static final Trigger DAMAGED = new Trigger("damaged");

    private static final long SOME_MS = 3_000;
    private static final long TAKE_OVER_MS = 5_000;
    private static final long RETURN_MS = 120_000;
    private static final long LOOK_MS = 200;
    private static final String OPENED = "ratinggrid_partition_moves_total{from=\"CLOSED\",to=\"LOADING\"}";

    @Override
    public String name() {
        return "damage";
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final Cluster cluster = scene.cluster();
        final List<Member> nodes = cluster.nodes();
        RIVAL.set(cluster);
        killAndReturn(scene, nodes.get(1));
        RIVAL.clear(cluster);
        Scene.pause(SOME_MS);
        GONE.set(cluster);
        Scene.pause(SOME_MS);
        GONE.clear(cluster);
        THROWS.set(cluster);
        Scene.pause(SOME_MS);
        THROWS.clear(cluster);
        DAMAGED.set(cluster);
        killAndReturn(scene, nodes.get(2));
        killAndReturn(scene, nodes.get(1));
        DAMAGED.clear(cluster);
        scene.kill(nodes.get(0));
        addCatalog(cluster.settings().directory().resolve("catalog"));
        scene.begin();
        nodes.get(0).start();
    }

    /** Back when it begins to open partitions. */
    private static void killAndReturn(final Scene scene, final Member node) throws InterruptedException {
        Scene.pause(SOME_MS);
        scene.kill(node);
        Scene.pause(TAKE_OVER_MS);
        node.start();
        final long untilNs = System.nanoTime() + RETURN_MS * 1_000_000;
        while (node.metrics().map(metrics -> metrics.value(OPENED)).orElse(0L) == 0) {
            if (System.nanoTime() > untilNs) {
                throw new HarnessException(node.name() + " does not return");
            }
            Scene.pause(LOOK_MS);
        }
        Scene.pause(SOME_MS);
    }

    /** A version for a time that does not come in this run. */
    private static void addCatalog(final Path directory) {
        try {
            final String text =
                    Files.readString(directory.resolve(Cluster.CATALOG).resolve("catalog.yaml"));
            Files.writeString(
                    Files.createDirectories(directory.resolve("later")).resolve("catalog.yaml"),
                    text.replace("version: " + Cluster.CATALOG, "version: later")
                            .replace("effective: 2026-01-01T00:00:00Z", "effective: 2036-01-01T00:00:00Z"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
