package io.ratinggrid.ingest.stream;

import java.util.ArrayDeque;

import io.ratinggrid.rating.ByteSink;

/** Byte arrays that batches are gathered in, lent to the lanes that have something. One thread. */
final class SinkPool {
    private static final int INITIAL_BYTES = 4_096;

    private final ArrayDeque<ByteSink> free = new ArrayDeque<>();

    ByteSink take() {
        final ByteSink sink = free.poll();
        return sink == null ? new ByteSink(INITIAL_BYTES) : sink;
    }

    void give(final ByteSink sink) {
        sink.truncate(0);
        free.push(sink);
    }
}
