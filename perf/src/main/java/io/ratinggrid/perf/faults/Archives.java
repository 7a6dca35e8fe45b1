package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Classes of nodes and gateways as a JVM has loaded them once: a start with them takes a third less CPU time, and runs start processes
 * by the hundred. A JVM that cannot use one goes on without.
 */
final class Archives {
    /** No archives: for what is planted, which they would not have. */
    static final Archives NONE = new Archives(null, false);

    private final Path directory;
    private final boolean making;

    private Archives(final Path directory, final boolean making) {
        this.directory = directory;
        this.making = making;
    }

    /** Runs a small cluster once, whose processes leave their archives in {@code directory}. */
    static Archives make(final Path directory, final RunSettings like) throws IOException, InterruptedException {
        final RunSettings settings =
                like.withArchives(new Archives(directory, true)).forOne(directory.resolve("run"));
        Files.createDirectories(directory);
        try (Cluster cluster = new Cluster(settings, new Loopback()).prepare()) {
            cluster.startAll();
            cluster.awaitWhole(settings.patience().toMillis());
            cluster.stopAll();
        }
        return new Archives(directory, false);
    }

    /** What a JVM of a verb is told. */
    List<String> flags(final String verb) {
        if (directory == null) {
            return List.of("-Xshare:auto");
        }
        final Path archive = directory.resolve(verb + ".jsa");
        if (making) {
            return List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable", "-Xlog:all=off");
        }
        return Files.exists(archive)
                ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-Xlog:all=off")
                : List.of("-Xshare:auto");
    }
}
