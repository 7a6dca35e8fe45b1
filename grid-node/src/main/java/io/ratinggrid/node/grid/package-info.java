/** The shell around the owners of one node: threads that step them, slots for their commits, and the ways in.
 * All that waits, sleeps or runs beside is here. */
package io.ratinggrid.node.grid;
