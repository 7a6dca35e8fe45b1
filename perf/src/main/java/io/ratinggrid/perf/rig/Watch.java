package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.ratinggrid.perf.process.Metrics;
import io.ratinggrid.perf.process.NodeProcess;
import io.ratinggrid.perf.report.Mark;

/** Sees checkpoints of nodes and new files of queue and write-ahead log while a run goes on, on a thread of its own. */
public final class Watch implements AutoCloseable {
    static final long LOOK_MS = 250;

    private static final String CHECKPOINT = "ratinggrid_checkpoint_last_duration_seconds";
    private static final double SECOND_MS = 1e3;

    private final Path directory;
    private final List<NodeProcess> nodes;
    /** What each node said last, in seconds; not a number: nothing yet. */
    private final double[] checkpoints;

    private final Set<Path> files = new HashSet<>();
    private final List<Mark> marks = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "watch");
    private volatile boolean closed;

    Watch(final Path directory, final List<NodeProcess> nodes) {
        this.directory = directory;
        this.nodes = nodes;
        checkpoints = new double[nodes.size()];
        Arrays.fill(checkpoints, Double.NaN);
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

    /** {@code marked}: what is new is a mark, otherwise it was there before. */
    void look(final boolean marked) {
        for (int i = 0; i < nodes.size(); i++) {
            look(i, marked);
        }
        final long nowMs = System.currentTimeMillis();
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

    private void look(final int node, final boolean marked) {
        final long nowMs = System.currentTimeMillis();
        final String answer = answer(nodes.get(node));
        if (answer.isEmpty()) {
            // A node that stands still has not told of a checkpoint.
            return;
        }
        final double seconds = Metrics.parse(answer).exact(CHECKPOINT);
        final boolean known = !Double.isNaN(checkpoints[node]);
        if (known && marked && seconds > 0 && seconds != checkpoints[node]) {
            final double ms = seconds * SECOND_MS;
            marks.add(new Mark("checkpoint node-" + node, nowMs - Math.round(ms), ms));
        }
        checkpoints[node] = seconds;
    }

    /** Empty if there is none. */
    private static String answer(final NodeProcess node) {
        try {
            return node.body("/metrics");
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
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
