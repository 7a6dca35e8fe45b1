package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A node is killed after a time in which nothing was put into the journal; only what is planted knows of the file that says so. */
final class KillWhileHeld implements Fault {
    /** In the directory of the run, which processes start in. */
    static final String FILE = "held";

    private static final long HELD_MS = 1_500;

    @Override
    public String name() {
        return "SIGKILL of a node that holds entries back";
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
        final Path file = scene.cluster().settings().directory().resolve(FILE);
        final Member node = scene.node(random);
        try {
            Files.createFile(file);
            Scene.pause(HELD_MS);
            scene.kill(node);
            Files.delete(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        scene.begin();
        node.start();
    }
}
