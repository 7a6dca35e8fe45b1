package io.ratinggrid.rating.wire;

import java.util.List;

import io.ratinggrid.rating.command.SourceFile;

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
 * @param commands       an array that begins with them
 * @param bytes          of them, at most {@link #MOST_BYTES}
 * @param sources        the files that commands came from, as far as they have names, at most {@link #MOST_SOURCES}; no part of what
 *                       tells a repeat
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
        byte[] commands,
        int bytes,
        List<SourceFile> sources) {
    public static final int MOST_COMMANDS = 2_048;
    /** Leaves room in a journal entry of 256 kB, should every command be kept whole. */
    public static final int MOST_BYTES = 200_000;
    /** With names as long as can be, still small beside its commands. */
    public static final int MOST_SOURCES = 32;

    public PartitionBatch {
        if (sources.size() > MOST_SOURCES) {
            throw new IllegalArgumentException("sources=" + sources.size() + " most=" + MOST_SOURCES);
        }
    }

    /** Of commands that fill their array. */
    public PartitionBatch(
            final long streamHigh,
            final long streamLow,
            final int session,
            final int partition,
            final long firstNumber,
            final int count,
            final long checksumBefore,
            final long checksumAfter,
            final byte[] commands,
            final List<SourceFile> sources) {
        this(
                streamHigh,
                streamLow,
                session,
                partition,
                firstNumber,
                count,
                checksumBefore,
                checksumAfter,
                commands,
                commands.length,
                sources);
    }

    /** The same, of commands that came from no file. */
    public PartitionBatch(
            final long streamHigh,
            final long streamLow,
            final int session,
            final int partition,
            final long firstNumber,
            final int count,
            final long checksumBefore,
            final long checksumAfter,
            final byte[] commands) {
        this(
                streamHigh,
                streamLow,
                session,
                partition,
                firstNumber,
                count,
                checksumBefore,
                checksumAfter,
                commands,
                List.of());
    }

    public long lastNumber() {
        return firstNumber + count - 1;
    }
}
