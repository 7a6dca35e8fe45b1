package io.ratinggrid.ingest.stream;

import io.ratinggrid.rating.wire.PartitionBatch;

/** A batch with its place: {@code indexBefore} is the index of the queue's record before its first one, of any partition. */
record Cut(PartitionBatch batch, long indexBefore) {}
