package io.ratinggrid.ingest;

import java.util.concurrent.TimeUnit;

import io.ratinggrid.ingest.books.FileView;
import io.ratinggrid.ingest.books.Ledger;
import io.ratinggrid.ingest.stream.Incarnation;

/** Deletes queue files that nothing needs any more: committed, numbers known beyond them, no file to be resumed in them. */
final class Retention {
    private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(5);

    private final Incarnation incarnation;
    private final Ledger ledger;
    private boolean hasLooked;
    private long lookedNs;
    private long retired;

    Retention(final Incarnation incarnation, final Ledger ledger) {
        this.incarnation = incarnation;
        this.ledger = ledger;
    }

    /** {@code nowNs}: of a clock that no one sets, as {@link System#nanoTime}. */
    void committedThrough(final long index, final long nowNs) {
        if (hasLooked && nowNs - lookedNs < EVERY_NS) {
            return;
        }
        hasLooked = true;
        lookedNs = nowNs;
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
