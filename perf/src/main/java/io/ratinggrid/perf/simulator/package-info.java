/** A deterministic simulator: owners, couriers, streams and the way between them run unmodified on one thread, from one seed, in
 * simulated time, on a simulated network, queue and journal that fail in all the ways that the real ones may. */
package io.ratinggrid.perf.simulator;
