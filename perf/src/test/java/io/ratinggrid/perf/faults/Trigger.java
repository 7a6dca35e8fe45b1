package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file in the directory of a run, which all processes start in: what is planted in them acts while it is there. */
record Trigger(String file) {
    void set(final Cluster cluster) {
        try {
            Files.createFile(in(cluster));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear(final Cluster cluster) {
        try {
            Files.delete(in(cluster));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The condition, as planted code has it. */
    String isSet() {
        return "java.nio.file.Files.exists(java.nio.file.Path.of(\"" + file + "\"))";
    }

    private Path in(final Cluster cluster) {
        return cluster.settings().directory().resolve(file);
    }
}
