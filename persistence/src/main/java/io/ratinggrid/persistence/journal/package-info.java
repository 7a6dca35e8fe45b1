/** The journal of the grid: an append-only log for each partition, and the only place where a change becomes true.
 * Only the seam lives here; {@code storage} keeps it in Ignite, {@code memory} on the heap. */
package io.ratinggrid.persistence.journal;
