package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.journal.JournalStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class IgniteJournalStoreTest extends JournalStoreContract {
    private static GridStorage storage;
    private static OwnPages pages;

    @BeforeAll
    static void start(@TempDir final Path directory) {
        storage = new GridStorage(SmallGrid.in(directory)).start();
        pages = new GridCaches(storage.ignite(), SmallGrid.in(directory)).journalPages();
    }

    @AfterAll
    static void stop() {
        storage.close();
    }

    @Override
    protected JournalStore store() {
        return storage.journal();
    }

    /** Its pages tell the same as the cache, without it. */
    @Override
    protected boolean endsWith(final int partition, final long sequence, final byte[] end) {
        final boolean endsSo = storage.journal().endsWith(partition, sequence, end);
        assertEquals(endsSo, pages.endsWith(new GridKey(partition, sequence), end));
        return endsSo;
    }

    @Override
    protected int partitions() {
        return SmallGrid.PARTITIONS;
    }
}
