/**
 * The gateway: inputs, validation, subscriber directory, queue, streams and sender.
 * It knows the grid only through a transport, never through Ignite.
 */
package io.ratinggrid.ingest;
