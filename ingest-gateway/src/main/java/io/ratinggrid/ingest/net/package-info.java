/** The way from this process to the nodes of a grid, over TCP. */
package io.ratinggrid.ingest.net;
