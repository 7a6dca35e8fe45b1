package io.ratinggrid.perf.report;

/**
 * Something that may have stopped a run for a while.
 *
 * @param kind such as {@code GC node-0} or {@code checkpoint node-0}
 * @param atMs when it began or was seen, since the epoch
 * @param ms   how long it took, 0 if that is not known
 */
public record Mark(String kind, long atMs, double ms) {}
