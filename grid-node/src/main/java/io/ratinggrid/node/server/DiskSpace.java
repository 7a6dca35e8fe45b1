package io.ratinggrid.node.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk under a data directory. */
public final class DiskSpace {
    private DiskSpace() {}

    /** Bytes that are free for this process; not a number if the directory cannot be asked. */
    public static double freeBytes(final Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (final IOException e) {
            return Double.NaN;
        }
    }
}
