/** Files of the gateway's data directory: append-only logs and small files that are replaced whole. */
package io.ratinggrid.ingest.store;
