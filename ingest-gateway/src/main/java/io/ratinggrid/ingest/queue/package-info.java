/** The gateway's queue: records that were accepted, in order, on this machine's disk. */
package io.ratinggrid.ingest.queue;
