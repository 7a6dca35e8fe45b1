package io.ratinggrid.node.standalone.kill;

import io.ratinggrid.persistence.snapshot.SnapshotStore;

/** The images with the steps between their writes: before a chunk, after it, before the manifest. */
final class WatchedSnapshots implements SnapshotStore {
    private final SnapshotStore snapshots;
    private final KillPoints points;
    private volatile boolean recovering = true;

    WatchedSnapshots(final SnapshotStore snapshots, final KillPoints points) {
        this.snapshots = snapshots;
        this.points = points;
    }

    void recovered() {
        recovering = false;
    }

    @Override
    public void writeChunk(final int partition, final int chunk, final byte[] image) {
        points.pass(KillStep.DURING_IMAGE);
        snapshots.writeChunk(partition, chunk, image);
        points.pass(KillStep.DURING_IMAGE);
    }

    @Override
    public byte[] readChunk(final int partition, final int chunk) {
        if (recovering) {
            points.pass(KillStep.DURING_RECOVERY);
        }
        return snapshots.readChunk(partition, chunk);
    }

    @Override
    public void writeManifest(final int partition, final byte[] manifest) {
        points.pass(KillStep.DURING_IMAGE);
        snapshots.writeManifest(partition, manifest);
    }

    @Override
    public byte[] readManifest(final int partition) {
        if (recovering) {
            points.pass(KillStep.DURING_RECOVERY);
        }
        return snapshots.readManifest(partition);
    }
}
