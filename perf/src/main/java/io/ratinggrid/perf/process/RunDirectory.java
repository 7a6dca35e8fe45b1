package io.ratinggrid.perf.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.ratinggrid.node.standalone.ScratchDirectory;

/** Where a run lives; removed at the end unless it is to be kept. */
public record RunDirectory(Path path, boolean isKept) implements AutoCloseable {
    /** A new one, removed when it is closed. */
    public static RunDirectory passing(final String name) throws IOException {
        return new RunDirectory(ScratchDirectory.create(name).path(), false);
    }

    /** This one, made if missing. */
    public static RunDirectory kept(final Path path) throws IOException {
        return new RunDirectory(Files.createDirectories(path).toAbsolutePath(), true);
    }

    @Override
    public void close() throws IOException {
        if (!isKept) {
            ScratchDirectory.delete(path);
        }
    }
}
