package io.ratinggrid.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.grid.GridContext;
import io.ratinggrid.node.grid.GridSeams;
import io.ratinggrid.node.grid.SystemClock;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.persistence.memory.MemoryJournalStore;
import io.ratinggrid.persistence.memory.MemorySnapshotStore;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;
import org.junit.jupiter.api.Test;

/** What publishes catalogs, where nothing can be published. */
final class CatalogPublisherTest {
    private static final CatalogBook BOOK = new CatalogBook(Map.of());

    @Test
    void shouldGiveUpWhereTheGridIsClosed() {
        final Grid grid = grid().start();
        grid.close();
        final List<Object> heard = new ArrayList<>();
        new CatalogPublisher(
                        grid, BOOK, (hash, goOn) -> goOn.run(), List.of(), new SystemClock(), heard::add, heard::add)
                .publish(0, heard::add);
        assertEquals(List.of(), heard);
    }

    private static Grid grid() {
        return new Grid(
                new GridContext().partitions(1),
                new GridSeams(
                        new MemoryJournalStore(1, Runnable::run),
                        new MemorySnapshotStore(1),
                        partition -> new PartitionEngine(BOOK, PartitionSettings.DEFAULT),
                        new SystemClock(),
                        OwnerListener.NONE));
    }
}
