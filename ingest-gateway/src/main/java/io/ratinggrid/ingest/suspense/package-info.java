/** Records that cannot be rated yet, with the reason, and their way back in. */
package io.ratinggrid.ingest.suspense;
