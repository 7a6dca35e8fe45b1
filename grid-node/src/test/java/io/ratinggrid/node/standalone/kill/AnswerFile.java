package io.ratinggrid.node.standalone.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.stream.StreamPoint;
import io.ratinggrid.rating.wire.CommandChain;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;

/**
 * The answers that a gateway kept, in a file: it survives the process, perhaps cut off in its last record.
 *
 * <pre>
 *  batch:    i32 partition, i64 first number, i32 count, i64 checksum after, codes
 *  through:  i32 -1, i64 index, i32 0, i64 0
 * </pre>
 */
final class AnswerFile implements AutoCloseable {
    private static final int HEADER = 24;
    private static final int THROUGH = -1;

    private final FileChannel file;
    private final long[] numbers;
    private final long[] checksums;
    private final List<byte[]> codes = new ArrayList<>();
    private long index = EventQueue.NONE;

    AnswerFile(final Path path, final int partitions) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        numbers = new long[partitions];
        checksums = new long[partitions];
        Arrays.fill(checksums, CommandChain.START);
        for (int partition = 0; partition < partitions; partition++) {
            codes.add(new byte[0]);
        }
        load();
    }

    /** Up to where answers are kept. */
    synchronized StreamPoint point() {
        return new StreamPoint(index, numbers.clone(), checksums.clone());
    }

    /** The codes kept for a partition's commands, from number 1 on. */
    synchronized byte[] codes(final int partition) {
        return codes.get(partition);
    }

    synchronized long answers() {
        return Arrays.stream(numbers).sum();
    }

    synchronized void keep(final PartitionBatch batch, final PartitionReply reply) {
        final ByteBuffer record = ByteBuffer.allocate(HEADER + batch.count());
        record.putInt(batch.partition())
                .putLong(batch.firstNumber())
                .putInt(batch.count())
                .putLong(batch.checksumAfter())
                .put(reply.codes());
        if (record.hasRemaining()) {
            throw new IllegalStateException("answers are not kept by the grid: reply=" + reply);
        }
        write(record);
        take(batch.partition(), batch.firstNumber(), batch.checksumAfter(), reply.codes());
    }

    synchronized void through(final long newIndex) {
        write(ByteBuffer.allocate(HEADER)
                .putInt(THROUGH)
                .putLong(newIndex)
                .putInt(0)
                .putLong(0));
        index = newIndex;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void write(final ByteBuffer record) {
        try {
            record.flip();
            file.write(record);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load() throws IOException {
        final ByteBuffer all = ByteBuffer.allocate((int) file.size());
        while (all.hasRemaining() && file.read(all) >= 0) {}
        all.flip();
        while (all.remaining() >= HEADER && all.remaining() >= HEADER + all.getInt(all.position() + 12)) {
            loadRecord(all);
        }
        file.truncate(all.position());
        file.position(all.position());
    }

    private void loadRecord(final ByteBuffer all) {
        final int partition = all.getInt();
        final long first = all.getLong();
        final byte[] answered = new byte[all.getInt()];
        final long checksum = all.getLong();
        all.get(answered);
        if (partition == THROUGH) {
            index = first;
        } else {
            take(partition, first, checksum, answered);
        }
    }

    private void take(final int partition, final long first, final long checksum, final byte[] answered) {
        final byte[] before = codes.get(partition);
        if (first != before.length + 1) {
            throw new IllegalStateException("an answer is missing or doubled: partition=" + partition + " firstNumber="
                    + first + " answered=" + before.length);
        }
        final byte[] after = Arrays.copyOf(before, before.length + answered.length);
        System.arraycopy(answered, 0, after, before.length, answered.length);
        codes.set(partition, after);
        numbers[partition] = first + answered.length - 1;
        checksums[partition] = checksum;
    }
}
