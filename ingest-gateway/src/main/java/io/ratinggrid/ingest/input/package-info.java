/** What all input formats share: lines, times, numbers, units, and what is said about a record that is wrong. */
package io.ratinggrid.ingest.input;
