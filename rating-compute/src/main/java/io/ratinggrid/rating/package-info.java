/**
 * The rating core: a function of request and state, without clock, lock, log or I/O.
 * What it may use is guarded by {@code ModuleArrowsTest} in {@code perf}.
 */
package io.ratinggrid.rating;
