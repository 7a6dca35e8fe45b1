/** From a record of an input to a command in the queue, or to the store of those that go no further. */
package io.ratinggrid.ingest.intake;
