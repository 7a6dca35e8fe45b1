package io.ratinggrid.ingest.stream;

import io.ratinggrid.ingest.queue.QueueFailedException;
import io.ratinggrid.rating.Bytes;

/**
 * A record of the queue: one command with the partition and number that were decided when it was appended.
 *
 * <pre>
 *  u8 format (1)   i32 partition   i64 number   i64 checksum   command bytes (CommandCodec)
 *  number     per stream and partition, from 1
 *  checksum   CommandChain over the commands of the partition up to this one
 * </pre>
 */
public final class QueueRecord {
    /** Bytes before the command. */
    public static final int HEADER = 21;

    private static final int FORMAT = 1;
    private static final int PARTITION = 1;
    private static final int NUMBER = 5;
    private static final int CHECKSUM = 13;

    private QueueRecord() {}

    static void putHeader(final byte[] record, final int partition, final long number, final long checksum) {
        record[0] = FORMAT;
        Bytes.putInt(record, PARTITION, partition);
        Bytes.putLong(record, NUMBER, number);
        Bytes.putLong(record, CHECKSUM, checksum);
    }

    static void check(final byte[] record, final int length, final int partitions) {
        if (length <= HEADER || record[0] != FORMAT || partition(record) < 0 || partition(record) >= partitions) {
            throw new QueueFailedException("not a queue record: length=" + length + " format=" + record[0]
                    + (length > HEADER ? " partition=" + partition(record) : "") + " partitions=" + partitions);
        }
    }

    public static int partition(final byte[] record) {
        return Bytes.getInt(record, PARTITION);
    }

    public static long number(final byte[] record) {
        return Bytes.getLong(record, NUMBER);
    }

    public static long checksum(final byte[] record) {
        return Bytes.getLong(record, CHECKSUM);
    }
}
