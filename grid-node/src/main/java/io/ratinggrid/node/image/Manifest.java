package io.ratinggrid.node.image;

import java.util.List;

import io.ratinggrid.rating.journal.JournalTip;

/**
 * What a round of images contains: each chunk at its own sequence or a later one, and together at least everything up to
 * {@code tip}.
 *
 * @param chunkSequences by chunk, what its image contained when the round was completed; not changed once given
 * @param streams as of {@code tip}
 * @param keptFrom entries of the journal below this sequence may be gone, all others are there
 */
public record Manifest(
        int partition, JournalTip tip, long[] chunkSequences, List<StreamPosition> streams, long keptFrom) {}
