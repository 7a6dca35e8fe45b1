/** One partition: its accounts, what it has seen, and the function from a command to a journaled result. */
package io.ratinggrid.rating.partition;
