/** Processes of a run, started with this process's own Java and class path. */
package io.ratinggrid.perf.process;
