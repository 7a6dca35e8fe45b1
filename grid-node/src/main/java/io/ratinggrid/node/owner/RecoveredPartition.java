package io.ratinggrid.node.owner;

import io.ratinggrid.rating.journal.JournalTip;
import io.ratinggrid.rating.partition.PartitionLogic;

/**
 * A partition as images and journal make it.
 *
 * @param chunkSequences by chunk, what its image contains, 0 where there is none
 * @param keptFrom       entries of the journal below may be gone
 */
record RecoveredPartition(
        PartitionLogic logic,
        StreamTable streams,
        JournalTip tip,
        long[] chunkSequences,
        long keptFrom,
        Replayed replayed) {

    /** What was applied after the images, which is what a next round of images saves. */
    record Replayed(int entries, long bytes) {}
}
