package io.ratinggrid.rating.wire;

/**
 * Commands of one stream for one partition, in order, numbered {@code firstNumber} and on. Not changed once sent.
 *
 * <pre>
 *  commands:  (var length, command bytes as CommandCodec writes them)*
 * </pre>
 *
 * @param session        of the {@link StreamHello} that opened the stream
 * @param count          1 to {@link #MOST_COMMANDS}
 * @param checksumBefore {@link CommandChain} checksum of number {@code firstNumber - 1}
 * @param checksumAfter  of the last command; the receiver makes it again from the bytes
 * @param commands       at most {@link #MOST_BYTES}
 */
public record PartitionBatch(
        long streamHigh,
        long streamLow,
        int session,
        int partition,
        long firstNumber,
        int count,
        long checksumBefore,
        long checksumAfter,
        byte[] commands) {
    public static final int MOST_COMMANDS = 2_048;
    /** Leaves room in a journal entry of 256 kB, should every command be kept whole. */
    public static final int MOST_BYTES = 200_000;

    public long lastNumber() {
        return firstNumber + count - 1;
    }
}
