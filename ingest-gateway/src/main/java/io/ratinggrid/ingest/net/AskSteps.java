package io.ratinggrid.ingest.net;

import io.ratinggrid.seam.Scheduler;

/** The one thread that steps what a gateway asks, with its time. After its end everything is forgotten. */
public interface AskSteps extends Scheduler, AutoCloseable {
    /** Nanoseconds of a clock that never goes back. */
    long nanoTime();

    @Override
    void close();
}
