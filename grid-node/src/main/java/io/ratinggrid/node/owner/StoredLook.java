package io.ratinggrid.node.owner;

import java.util.function.Consumer;

import io.ratinggrid.node.image.ImageRounds;
import io.ratinggrid.rating.partition.PartitionLogic;

/**
 * Looks at the images of an open partition as they are stored, chunk by chunk. A former owner's put may have come late and have replaced what this
 * one had written, which nobody is told; {@link ImageRounds} writes such a chunk again.
 */
final class StoredLook {
    private final int partition;
    private final OwnerSeams seams;
    private final PartitionLogic logic;
    private final ImageRounds rounds;
    private boolean dropped;

    StoredLook(final int partition, final OwnerSeams seams, final PartitionLogic logic, final ImageRounds rounds) {
        this.partition = partition;
        this.seams = seams;
        this.logic = logic;
        this.rounds = rounds;
    }

    /** Says once that all was looked at, with null, or why it was not. */
    void start(final Consumer<RuntimeException> done) {
        look(0, done);
    }

    /** Stops; nothing more is said. */
    void drop() {
        dropped = true;
    }

    private void look(final int chunk, final Consumer<RuntimeException> done) {
        if (chunk == logic.chunks()) {
            done.accept(null);
            return;
        }
        seams.reads().call(() -> sequenceOf(chunk), (sequence, failure) -> {
            if (dropped) {
                return;
            }
            if (failure != null) {
                done.accept(failure);
                return;
            }
            rounds.found(chunk, sequence);
            look(chunk + 1, done);
        });
    }

    private long sequenceOf(final int chunk) {
        final byte[] image = seams.snapshots().readChunk(partition, chunk);
        return image == null ? 0 : logic.sequenceOf(image);
    }
}
