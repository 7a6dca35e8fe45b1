package io.ratinggrid.node.grid;

import java.util.function.IntFunction;

import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.snapshot.SnapshotStore;
import io.ratinggrid.rating.partition.PartitionLogic;
import io.ratinggrid.seam.Clock;

/**
 * What a grid shell is built on.
 *
 * @param emptyLogic makes the logic of a partition without any state, on the thread that is to own it
 * @param listener called from all rating threads
 */
public record GridSeams(
        JournalStore journal,
        SnapshotStore snapshots,
        IntFunction<PartitionLogic> emptyLogic,
        Clock clock,
        OwnerListener listener) {}
