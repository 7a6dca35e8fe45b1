/** Runs as pages that a browser shows without anything else: curves of percentiles, times over time with what stopped them, rates and times. */
package io.ratinggrid.perf.report;
