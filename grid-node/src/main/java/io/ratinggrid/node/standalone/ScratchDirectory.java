package io.ratinggrid.node.standalone;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory of the system's temporary ones, deleted with all that is in it when closed. One thread. */
public final class ScratchDirectory implements Closeable {
    private final Path path;

    private ScratchDirectory(final Path path) {
        this.path = path;
    }

    /** Creates {@code ratinggrid-NAME} with a number behind it. */
    public static ScratchDirectory create(final String name) throws IOException {
        return new ScratchDirectory(Files.createTempDirectory("ratinggrid-" + name));
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }

    /** Deletes a directory with all that is in it. */
    public static void delete(final Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (final Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
