package io.ratinggrid.node.owner;

import java.util.random.RandomGenerator;

import io.ratinggrid.node.seam.CommitSlots;
import io.ratinggrid.node.seam.Offload;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.snapshot.SnapshotStore;
import io.ratinggrid.seam.Clock;
import io.ratinggrid.seam.Scheduler;

/**
 * What an owner touches of the outside.
 *
 * @param reads for reads of journal and images
 * @param images for writes of images; paced
 * @param scheduler of the one thread that steps the owner
 */
public record OwnerSeams(
        JournalStore journal,
        SnapshotStore snapshots,
        Offload reads,
        Offload images,
        CommitSlots slots,
        Clock clock,
        Scheduler scheduler,
        RandomGenerator random,
        OwnerListener listener) {}
