/** How long partitions are closed when a node dies: real node processes, a gateway in this one, and usage that never pauses. */
package io.ratinggrid.perf.failover;
