package io.ratinggrid.persistence.storage;

import java.nio.file.Path;

import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.journal.JournalStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class IgniteJournalStoreTest extends JournalStoreContract {
    private static GridStorage storage;

    @BeforeAll
    static void start(@TempDir final Path directory) {
        storage = new GridStorage(SmallGrid.in(directory)).start();
    }

    @AfterAll
    static void stop() {
        storage.close();
    }

    @Override
    protected JournalStore store() {
        return storage.journal();
    }

    @Override
    protected int partitions() {
        return SmallGrid.PARTITIONS;
    }
}
