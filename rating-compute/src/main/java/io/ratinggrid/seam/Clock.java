package io.ratinggrid.seam;

/** Wall-clock time for the shells; the core gets time as an argument. Any thread. */
public interface Clock {
    /** Milliseconds since the epoch; may jump. */
    long timeMs();

    /** Nanoseconds of a clock that never goes back, for durations only. */
    long nanoTime();
}
