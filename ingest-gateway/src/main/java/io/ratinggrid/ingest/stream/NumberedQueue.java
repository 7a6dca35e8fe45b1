package io.ratinggrid.ingest.stream;

import java.util.concurrent.atomic.AtomicLong;

import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.queue.QueueCursor;
import io.ratinggrid.ingest.queue.QueueFailedException;
import io.ratinggrid.rating.wire.CommandChain;

/**
 * Gives each command its number and checksum, once, before it is appended; after a crash they are read back from the queue.
 * Any thread; appends are one after another.
 */
public final class NumberedQueue {
    private final EventQueue queue;
    private final long[] numbers;
    private final long[] checksums;
    private final AtomicLong appended;
    private byte[] record = new byte[1_024];

    private NumberedQueue(final EventQueue queue, final StreamPoint end) {
        this.queue = queue;
        numbers = end.numbers().clone();
        checksums = end.checksums().clone();
        appended = new AtomicLong(end.commands());
    }

    /** Is told of each record that {@link #recover} reads. */
    public interface Visitor {
        /** The command's bytes are valid during the call. */
        void visit(long index, int partition, long number, byte[] bytes, int offset, int length);
    }

    /**
     * Reads the queue from {@code known} to its end.
     *
     * @throws QueueFailedException if numbers are missing or doubled, or a checksum is wrong
     */
    public static NumberedQueue recover(final EventQueue queue, final StreamPoint known, final Visitor visitor) {
        final NumberedQueue recovered = new NumberedQueue(queue, known);
        try (QueueCursor cursor = queue.cursorAfter(known.index())) {
            for (long index = cursor.next(); index != EventQueue.NONE; index = cursor.next()) {
                recovered.readBack(index, cursor.bytes(), cursor.length(), visitor);
            }
        }
        return recovered;
    }

    /** Reads a queue's records after {@code index}, without judging them. */
    public static void read(final EventQueue queue, final long index, final Visitor visitor) {
        try (QueueCursor cursor = queue.cursorAfter(index)) {
            for (long at = cursor.next(); at != EventQueue.NONE; at = cursor.next()) {
                final byte[] bytes = cursor.bytes();
                visitor.visit(
                        at,
                        QueueRecord.partition(bytes),
                        QueueRecord.number(bytes),
                        bytes,
                        QueueRecord.HEADER,
                        cursor.length() - QueueRecord.HEADER);
            }
        }
    }

    private void readBack(final long index, final byte[] bytes, final int length, final Visitor visitor) {
        QueueRecord.check(bytes, length, numbers.length);
        final int partition = QueueRecord.partition(bytes);
        final long number = QueueRecord.number(bytes);
        final int commandLength = length - QueueRecord.HEADER;
        final long checksum = CommandChain.next(checksums[partition], bytes, QueueRecord.HEADER, commandLength);
        if (number != numbers[partition] + 1 || checksum != QueueRecord.checksum(bytes)) {
            throw new QueueFailedException("index=" + index + " partition=" + partition + " number=" + number
                    + " expected=" + (numbers[partition] + 1) + " checksum=" + QueueRecord.checksum(bytes)
                    + " computed="
                    + checksum);
        }
        numbers[partition] = number;
        checksums[partition] = checksum;
        appended.incrementAndGet();
        visitor.visit(index, partition, number, bytes, QueueRecord.HEADER, commandLength);
    }

    /** Appends a command ({@code CommandCodec} bytes); returns the index of its record. */
    public synchronized long append(final int partition, final byte[] bytes, final int offset, final int length) {
        final long number = numbers[partition] + 1;
        final long checksum = CommandChain.next(checksums[partition], bytes, offset, length);
        final int recordLength = QueueRecord.HEADER + length;
        if (record.length < recordLength) {
            record = new byte[recordLength * 2];
        }
        QueueRecord.putHeader(record, partition, number, checksum);
        System.arraycopy(bytes, offset, record, QueueRecord.HEADER, length);
        final long index = queue.append(record, 0, recordLength);
        numbers[partition] = number;
        checksums[partition] = checksum;
        appended.incrementAndGet();
        return index;
    }

    /** Where the queue ends now. */
    public synchronized StreamPoint end() {
        return new StreamPoint(queue.lastIndex(), numbers.clone(), checksums.clone());
    }

    /** Number of the last command of a partition. */
    public synchronized long number(final int partition) {
        return numbers[partition];
    }

    /** Commands appended so far, over all partitions. */
    public long appended() {
        return appended.get();
    }

    public int partitions() {
        return numbers.length;
    }

    public EventQueue queue() {
        return queue;
    }
}
