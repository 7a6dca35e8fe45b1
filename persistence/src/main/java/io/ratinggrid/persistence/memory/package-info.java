/** Stores on the heap, for tools that need no durability and for deterministic simulation.
 * They obey the same contracts as the stores in Ignite and pass the same tests. */
package io.ratinggrid.persistence.memory;
