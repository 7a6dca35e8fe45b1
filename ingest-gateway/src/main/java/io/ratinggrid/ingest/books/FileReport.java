package io.ratinggrid.ingest.books;

/**
 * What became of a file that was handed in.
 *
 * @param number  of the file in the books, 0 if it was refused
 * @param books   as they stand: pending records are accepted and not yet committed
 * @param message for people, empty if all is as usual
 */
public record FileReport(Outcome outcome, int number, String path, Books books, String message) {

    /** How it went. */
    public enum Outcome {
        /** Read from its start to its end. */
        READ,
        /** Was half read when the gateway stopped; read on to its end. */
        RESUMED,
        /** A file of the same content was read before, under whatever name; nothing was taken. */
        ALREADY_READ,
        /** Cannot be read at all; nothing was taken. */
        REFUSED
    }
}
