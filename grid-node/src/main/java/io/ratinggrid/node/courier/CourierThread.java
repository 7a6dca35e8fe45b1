package io.ratinggrid.node.courier;

import java.util.function.Consumer;

import io.ratinggrid.node.cluster.CommandRoute;
import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.snapshot.SnapshotStore;

/** The one thread that steps a node's courier. Its methods may be called from any thread and do not wait. */
public final class CourierThread implements AutoCloseable {
    private final StepThread steps;
    private final Courier courier;

    /** Reads the outboxes of {@code grid}, and its journal as far as {@code snapshots} say that it is kept; {@code alarms} hears of what should not happen. */
    public CourierThread(
            final Grid grid,
            final JournalStore journal,
            final SnapshotStore snapshots,
            final CommandRoute route,
            final Consumer<String> alarms) {
        steps = new StepThread("courier", alarms);
        courier = new Courier(
                CourierContext.standard(grid.partitions()),
                new GridOutboxes(grid, journal, snapshots, steps::execute),
                route,
                steps);
    }

    /** See {@link Courier#pending}. */
    public void pending(final int partition) {
        steps.execute(() -> courier.pending(partition));
    }

    /** See {@link Courier#closed}. */
    public void closed(final int partition) {
        steps.execute(() -> courier.closed(partition));
    }

    /** What comes after the end is forgotten: the items are still in their outboxes. */
    @Override
    public void close() {
        steps.close();
    }
}
