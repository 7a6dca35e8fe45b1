/**
 * Benchmarks of the rating core's inner parts: one event, a prefix match, codecs, state, money. Nothing here runs a grid.
 */
package io.ratinggrid.perf.kernel;
