package io.ratinggrid.ingest.stream;

import java.util.Arrays;

import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.rating.wire.CommandChain;

/**
 * A point in a queue: every record with an index up to {@code index} is counted in.
 *
 * @param numbers   by partition: number of the last command
 * @param checksums by partition: its checksum
 */
public record StreamPoint(long index, long[] numbers, long[] checksums) {

    public static StreamPoint start(final int partitions) {
        final long[] checksums = new long[partitions];
        Arrays.fill(checksums, CommandChain.START);
        return new StreamPoint(EventQueue.NONE, new long[partitions], checksums);
    }

    public int partitions() {
        return numbers.length;
    }

    /** Commands up to here, over all partitions. */
    public long commands() {
        return Arrays.stream(numbers).sum();
    }
}
