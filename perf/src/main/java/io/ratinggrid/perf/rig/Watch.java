package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.ratinggrid.perf.process.NodeProcess;
import io.ratinggrid.perf.report.Mark;

/** Sees checkpoints of nodes and new files of queue and write-ahead log while a run goes on, on a thread of its own. */
public final class Watch implements AutoCloseable {
    private static final long LOOK_MS = 250;
    private static final String CHECKPOINT = "ratinggrid_checkpoint_last_duration_seconds";
    private static final double SECOND_MS = 1e3;

    private final Path directory;
    private final List<NodeProcess> nodes;
    private final double[] checkpoints;
    private final Set<Path> files = new HashSet<>();
    private final List<Mark> marks = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "watch");
    private volatile boolean closed;

    Watch(final Path directory, final List<NodeProcess> nodes) {
        this.directory = directory;
        this.nodes = nodes;
        checkpoints = new double[nodes.size()];
    }

    Watch start() {
        look(false);
        thread.start();
        return this;
    }

    private void run() {
        while (!closed) {
            look(true);
            try {
                Thread.sleep(LOOK_MS);
            } catch (final InterruptedException e) {
                return;
            }
        }
    }

    private void look(final boolean marked) {
        final long nowMs = System.currentTimeMillis();
        for (int i = 0; i < nodes.size(); i++) {
            final double seconds = checkpoint(nodes.get(i));
            if (seconds != checkpoints[i] && marked) {
                final double ms = seconds * SECOND_MS;
                marks.add(new Mark("checkpoint node-" + i, nowMs - Math.round(ms), ms));
            }
            checkpoints[i] = seconds;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.filter(file -> !kind(file).isEmpty()).filter(files::add).forEach(file -> {
                if (marked) {
                    marks.add(new Mark(kind(file), nowMs, 0));
                }
            });
        } catch (final IOException | UncheckedIOException e) {
            // A file went away under the walk; the next look sees what is new.
            return;
        }
    }

    private static double checkpoint(final NodeProcess node) {
        try {
            return node.metrics().exact(CHECKPOINT);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static String kind(final Path file) {
        final String name = file.getFileName().toString();
        if (name.endsWith(".cq4")) {
            return "queue file";
        }
        return name.endsWith(".wal") ? "WAL segment" : "";
    }

    /** What was seen; after {@link #close}. */
    public List<Mark> marks() {
        return marks;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
