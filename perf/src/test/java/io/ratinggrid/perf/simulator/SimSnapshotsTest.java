package io.ratinggrid.perf.simulator;

import io.ratinggrid.persistence.snapshot.SnapshotStore;
import io.ratinggrid.persistence.snapshot.SnapshotStoreContract;

/** The simulated images are kept as the real ones are. */
final class SimSnapshotsTest extends SnapshotStoreContract {
    private final SteppedStores grid = new SteppedStores(Scale.STANDARD);

    @Override
    protected SnapshotStore store() {
        return grid.snapshots(1);
    }

    @Override
    protected int partitions() {
        return Scale.STANDARD.partitions();
    }
}
