package io.ratinggrid.persistence.storage;

import java.nio.file.Path;

/** Settings of a grid for a test. */
final class SmallGrid {
    static final int PARTITIONS = 16;

    private SmallGrid() {}

    static GridStorageContext in(final Path directory) {
        return new GridStorageContext()
                .dataDirectory(directory.resolve("grid"))
                .partitions(PARTITIONS)
                .regionBytes(128L * 1024 * 1024)
                .walBytes(256L * 1024 * 1024)
                .committerThreads(4);
    }
}
