/** Images of partitions, from which a partition is opened without reading its journal from the first entry.
 * Only the seam lives here; {@code storage} keeps it in Ignite, {@code memory} on the heap. */
package io.ratinggrid.persistence.snapshot;
