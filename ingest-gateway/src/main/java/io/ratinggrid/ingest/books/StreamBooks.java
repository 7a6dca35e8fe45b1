package io.ratinggrid.ingest.books;

import io.ratinggrid.ingest.stream.StreamPoint;

/** How far one incarnation is committed. Changed by the ledger only; read under its lock. */
final class StreamBooks {
    final int incarnation;
    private final StreamPoint start;
    long index;
    final long[] numbers;
    final long[] checksums;

    StreamBooks(final int incarnation, final int partitions) {
        this.incarnation = incarnation;
        start = StreamPoint.start(partitions);
        index = start.index();
        numbers = start.numbers();
        checksums = start.checksums();
    }

    StreamPoint point() {
        return new StreamPoint(index, numbers.clone(), checksums.clone());
    }
}
