/** Streams: numbering what goes into the queue, and sending it to the owners of partitions until it is committed. */
package io.ratinggrid.ingest.stream;
