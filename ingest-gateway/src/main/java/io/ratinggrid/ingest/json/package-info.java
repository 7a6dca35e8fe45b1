/** Commands and accounts as JSON lines. */
package io.ratinggrid.ingest.json;
