/** Call detail records in CSV files, read by mappings that are files themselves. */
package io.ratinggrid.ingest.cdr;
