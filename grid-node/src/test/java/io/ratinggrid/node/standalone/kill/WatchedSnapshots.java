package io.ratinggrid.node.standalone.kill;

import java.util.Arrays;

import io.ratinggrid.persistence.snapshot.SnapshotStore;
import io.ratinggrid.rating.Bytes;

/**
 * The images with the steps between their writes: before a chunk, after it, before the manifest; and with a planted bug if asked
 * for.
 */
final class WatchedSnapshots implements SnapshotStore {
    /** Behind the format, in every image. */
    private static final int SEQUENCE_OFFSET = 1;

    private final SnapshotStore snapshots;
    private final KillPoints points;
    private final Plant plant;
    private volatile boolean recovering = true;

    WatchedSnapshots(final SnapshotStore snapshots, final KillPoints points, final Plant plant) {
        this.snapshots = snapshots;
        this.points = points;
        this.plant = plant;
    }

    void recovered() {
        recovering = false;
    }

    @Override
    public void writeChunk(final int partition, final int chunk, final byte[] bytes, final int length) {
        points.pass(KillStep.DURING_IMAGE);
        final byte[] image = Arrays.copyOf(bytes, length);
        snapshots.writeChunk(partition, chunk, plant == Plant.STALE_IMAGE ? stale(partition, chunk, image) : image);
        points.pass(KillStep.DURING_IMAGE);
    }

    /** What was there before, under the sequence of the new image. */
    private byte[] stale(final int partition, final int chunk, final byte[] image) {
        final byte[] before = snapshots.readChunk(partition, chunk);
        if (before == null) {
            return image;
        }
        Bytes.putLong(before, SEQUENCE_OFFSET, Bytes.getLong(image, SEQUENCE_OFFSET));
        return before;
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
