package io.ratinggrid.ingest.suspense;

/** A command's place in a stream: serial number of the incarnation, partition, number. */
public record StreamPlace(int incarnation, int partition, long number) {
    /** For records that never reached a stream. */
    public static final StreamPlace NONE = new StreamPlace(0, 0, 0);
}
