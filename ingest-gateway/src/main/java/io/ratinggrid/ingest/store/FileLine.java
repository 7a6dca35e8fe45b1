package io.ratinggrid.ingest.store;

/**
 * Where a record came from.
 *
 * @param number number of the file in the ledger, 0: no file
 * @param name   path of the file, empty: no file
 * @param line   from 1, 0: the file as a whole
 */
public record FileLine(int number, String name, long line) {}
