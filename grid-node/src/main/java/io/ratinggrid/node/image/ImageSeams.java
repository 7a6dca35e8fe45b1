package io.ratinggrid.node.image;

import io.ratinggrid.node.seam.Offload;
import io.ratinggrid.persistence.snapshot.SnapshotStore;
import io.ratinggrid.seam.Scheduler;

/** What rounds of images touch of the outside: the store, the thread that writes to it, and the owner's own thread. */
public record ImageSeams(SnapshotStore snapshots, Offload images, Scheduler scheduler) {}
