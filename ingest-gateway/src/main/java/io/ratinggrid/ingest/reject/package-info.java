/** Records that will never be rated, with the reason. */
package io.ratinggrid.ingest.reject;
