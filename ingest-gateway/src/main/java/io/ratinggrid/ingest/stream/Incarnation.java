package io.ratinggrid.ingest.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.store.WholeFile;
import io.ratinggrid.rating.wire.StreamHello;

/**
 * One incarnation of the queue: a directory with the queue's files, the last session number, and a point from which numbers
 * are read back.
 *
 * <pre>
 *  streams/000001-0123456789abcdef0123456789abcdef/   serial number and stream id
 *      queue/    files of the queue
 *      session   number of the process that opened it last
 *      point     numbers and checksums at some index
 * </pre>
 */
public final class Incarnation implements AutoCloseable {
    private final int serial;
    private final StreamId id;
    private final StreamHello hello;
    private final EventQueue queue;
    private final PointFile pointFile;
    private NumberedQueue numbers;
    private volatile long pointIndex;

    Incarnation(
            final Path directory,
            final int serial,
            final StreamId id,
            final int session,
            final int partitions,
            final EventQueue queue) {
        this.serial = serial;
        this.id = id;
        this.queue = queue;
        hello = new StreamHello(id.high(), id.low(), session, partitions);
        pointFile = new PointFile(directory.resolve("point"));
    }

    /** Reads numbers back; {@code visitor} is told of the records that are read for it. */
    void recover(final NumberedQueue.Visitor visitor) {
        final StreamPoint point = pointFile.read().orElseGet(() -> StreamPoint.start(hello.partitions()));
        if (point.partitions() != hello.partitions()) {
            throw new IllegalStateException("partitions=" + hello.partitions() + " but stream=" + id + " was made for "
                    + point.partitions() + "; drain it before the number is changed");
        }
        numbers = NumberedQueue.recover(queue, point, visitor);
        pointIndex = point.index();
    }

    public int serial() {
        return serial;
    }

    public StreamId id() {
        return id;
    }

    public StreamHello hello() {
        return hello;
    }

    public NumberedQueue numbers() {
        return numbers;
    }

    public EventQueue queue() {
        return queue;
    }

    /** Numbers are read back from here; the queue's files must not be retired beyond it. */
    public long pointIndex() {
        return pointIndex;
    }

    /** Keeps the present end of the queue, which is made durable first, as the point to read from. */
    public void keepPoint() {
        final StreamPoint end = numbers.end();
        queue.force(end.index());
        pointFile.write(end);
        pointIndex = end.index();
    }

    @Override
    public void close() {
        queue.close();
    }

    /** The session number of this process, one more than the last. */
    static int nextSession(final Path directory) throws IOException {
        final Path file = directory.resolve("session");
        final int last =
                Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        WholeFile.replace(file, Integer.toString(last + 1).getBytes(StandardCharsets.UTF_8));
        return last + 1;
    }
}
