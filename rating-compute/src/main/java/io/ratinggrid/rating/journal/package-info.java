/** What a partition's journal holds, entry by entry, as objects and as bytes.
 * An entry is written once, never changed, and chained to the one before it by that one's checksum. */
package io.ratinggrid.rating.journal;
