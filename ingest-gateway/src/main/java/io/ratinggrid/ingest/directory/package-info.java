/** Which account and subscriber an identity belonged to, and when. */
package io.ratinggrid.ingest.directory;
