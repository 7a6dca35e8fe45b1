/** Limit, grid and baseline with the same workload in one run, its result file, and the comparison of two such files. */
package io.ratinggrid.perf.canonical;
