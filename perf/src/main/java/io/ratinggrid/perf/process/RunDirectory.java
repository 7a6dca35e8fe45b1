package io.ratinggrid.perf.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a run lives; removed at the end unless it is to be kept. */
public record RunDirectory(Path path, boolean isKept) implements AutoCloseable {
    /** A new one, removed when it is closed. */
    public static RunDirectory passing(final String name) throws IOException {
        return new RunDirectory(Files.createTempDirectory("ratinggrid-" + name), false);
    }

    /** This one, made if missing. */
    public static RunDirectory kept(final Path path) throws IOException {
        return new RunDirectory(Files.createDirectories(path).toAbsolutePath(), true);
    }

    @Override
    public void close() throws IOException {
        if (!isKept) {
            try (Stream<Path> files = Files.walk(path)) {
                for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
