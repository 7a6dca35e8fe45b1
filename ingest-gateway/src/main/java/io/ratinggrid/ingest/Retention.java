package io.ratinggrid.ingest;

import io.ratinggrid.ingest.books.FileView;
import io.ratinggrid.ingest.books.Ledger;
import io.ratinggrid.ingest.stream.Incarnation;

/** Deletes queue files that nothing needs any more: committed, numbers known beyond them, no file to be resumed in them. */
final class Retention {
    private static final long EVERY_MS = 5_000;

    private final Incarnation incarnation;
    private final Ledger ledger;
    private long nextMs;
    private long retired;

    Retention(final Incarnation incarnation, final Ledger ledger) {
        this.incarnation = incarnation;
        this.ledger = ledger;
    }

    void committedThrough(final long index, final long nowMs) {
        if (nowMs < nextMs) {
            return;
        }
        nextMs = nowMs + EVERY_MS;
        long limit = Math.min(index, incarnation.pointIndex());
        for (final FileView file : ledger.unfinished()) {
            final int in = file.place().incarnation();
            limit = in < incarnation.serial()
                    ? -1
                    : Math.min(limit, file.place().index());
        }
        if (limit > 0) {
            ledger.force();
            retired += incarnation.queue().retireThrough(limit);
        }
    }

    long retired() {
        return retired;
    }
}
