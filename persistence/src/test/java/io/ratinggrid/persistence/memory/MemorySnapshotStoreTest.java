package io.ratinggrid.persistence.memory;

import io.ratinggrid.persistence.snapshot.SnapshotStore;
import io.ratinggrid.persistence.snapshot.SnapshotStoreContract;

final class MemorySnapshotStoreTest extends SnapshotStoreContract {
    private static final SnapshotStore STORE = new MemorySnapshotStore(8);

    @Override
    protected SnapshotStore store() {
        return STORE;
    }

    @Override
    protected int partitions() {
        return 8;
    }
}
