package io.ratinggrid.persistence.storage;

import java.nio.file.Path;

import io.ratinggrid.persistence.snapshot.SnapshotStore;
import io.ratinggrid.persistence.snapshot.SnapshotStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class IgniteSnapshotStoreTest extends SnapshotStoreContract {
    private static GridStorage storage;

    @BeforeAll
    static void start(@TempDir final Path directory) {
        storage = new GridStorage(SmallGrid.in(directory).durability(Durability.POWER)).start();
    }

    @AfterAll
    static void stop() {
        storage.close();
    }

    @Override
    protected SnapshotStore store() {
        return storage.snapshots();
    }

    @Override
    protected int partitions() {
        return SmallGrid.PARTITIONS;
    }
}
