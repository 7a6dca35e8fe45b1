package io.ratinggrid.rating.wire;

/**
 * Where a stream stands in the grid, the answer to a {@link StreamHello}.
 *
 * @param hello       that is answered: what comes late is told by it from what is said of the stream that was begun since
 * @param outcome     everything below is meaningful only with {@link Outcome#OPEN}
 * @param lastNumbers by partition: number of the last command committed, 0: none, {@link #UNKNOWN}: its owner could not be
 *                    asked; the sender asks again later and sends nothing for it until then
 * @param checksums   by partition: {@link CommandChain} checksum of that command
 * @param message     for people, when not open
 */
public record StreamPositions(
        StreamHello hello, Outcome outcome, long[] lastNumbers, long[] checksums, String message) {
    public static final long UNKNOWN = -1;

    /** Whether a stream may send. */
    public enum Outcome {
        OPEN,
        /** A higher session number is known: another process has the queue, this one must stop. */
        FENCED,
        /** The number of partitions differs, or the grid does not take streams of this format. */
        REFUSED,
        /** No grid in reach, or not ready: try again later. */
        UNAVAILABLE
    }

    public static StreamPositions open(final StreamHello hello, final long[] lastNumbers, final long[] checksums) {
        return new StreamPositions(hello, Outcome.OPEN, lastNumbers, checksums, "");
    }

    public static StreamPositions closed(final StreamHello hello, final Outcome outcome, final String message) {
        return new StreamPositions(hello, outcome, new long[0], new long[0], message);
    }
}
