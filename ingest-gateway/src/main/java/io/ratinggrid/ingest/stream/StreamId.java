package io.ratinggrid.ingest.stream;

import java.util.random.RandomGenerator;

/** Random name of one incarnation of a queue, 128 bits. */
public record StreamId(long high, long low) {
    private static final int HEX = 16;

    static StreamId random(final RandomGenerator random) {
        return new StreamId(random.nextLong(), random.nextLong());
    }

    /**
     * The id of 32 hexadecimal digits.
     *
     * @throws NumberFormatException if the text is something else
     */
    static StreamId of(final String text) {
        if (text.length() != 2 * HEX) {
            throw new NumberFormatException("streamId=" + text + " is not 32 hexadecimal digits");
        }
        return new StreamId(
                Long.parseUnsignedLong(text.substring(0, HEX), HEX), Long.parseUnsignedLong(text.substring(HEX), HEX));
    }

    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
