package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * What does not happen where only processes die: rivals that write into the journal, a journal that is not the one it was, damaged images
 * and entries, commands that throw. What is planted does it while a file is there that says so; then nodes are killed and
 * return, and a new catalog has what is broken tried again.
 */
final class DamageNodes implements Fault {
    /** Files in the directory of the run, which processes start in. */
    static final String RIVAL = "rival";

    static final String GONE = "gone";
    static final String THROWS = "throws";
    static final String DAMAGED = "damaged";

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
    public int weight() {
        return 0;
    }

    @Override
    public boolean isPossible(final Cluster cluster) {
        return true;
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final Cluster cluster = scene.cluster();
        final List<Member> nodes = cluster.nodes();
        try {
            begin(cluster, RIVAL);
            killAndReturn(scene, nodes.get(1));
            end(cluster, RIVAL);
            Scene.pause(SOME_MS);
            begin(cluster, GONE);
            Scene.pause(SOME_MS);
            end(cluster, GONE);
            begin(cluster, THROWS);
            Scene.pause(SOME_MS);
            end(cluster, THROWS);
            begin(cluster, DAMAGED);
            killAndReturn(scene, nodes.get(2));
            killAndReturn(scene, nodes.get(1));
            end(cluster, DAMAGED);
            scene.kill(nodes.get(0));
            addCatalog(cluster.settings().directory().resolve("catalog"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
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
        while (Metrics.of(node).map(metrics -> metrics.value(OPENED)).orElse(0L) == 0) {
            if (System.nanoTime() > untilNs) {
                throw new HarnessException(node.name() + " does not return");
            }
            Scene.pause(LOOK_MS);
        }
        Scene.pause(SOME_MS);
    }

    private static void begin(final Cluster cluster, final String what) throws IOException {
        Files.createFile(cluster.settings().directory().resolve(what));
    }

    private static void end(final Cluster cluster, final String what) throws IOException {
        Files.delete(cluster.settings().directory().resolve(what));
    }

    /** A version for a time that does not come in this run. */
    private static void addCatalog(final Path directory) throws IOException {
        final String text = Files.readString(directory.resolve(Cluster.CATALOG).resolve("catalog.yaml"));
        Files.writeString(
                Files.createDirectories(directory.resolve("later")).resolve("catalog.yaml"),
                text.replace("version: " + Cluster.CATALOG, "version: later")
                        .replace("effective: 2026-01-01T00:00:00Z", "effective: 2036-01-01T00:00:00Z"));
    }
}
