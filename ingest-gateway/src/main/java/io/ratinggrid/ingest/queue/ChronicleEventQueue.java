package io.ratinggrid.ingest.queue;

import java.nio.file.Path;
import java.util.function.LongSupplier;

import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/** {@link EventQueue} in a Chronicle queue directory, raw bytes in documents. */
public final class ChronicleEventQueue implements EventQueue {
    private final RollingTime time;
    private final ChronicleQueue queue;
    private final QueueFiles files;
    private final ExcerptAppender appender;
    private final GroupForce forcing;
    private volatile long lastIndex;

    /**
     * Opens the queue in {@code directory}, which is made if missing.
     *
     * @param rollCycle how much time a file spans
     * @param blockBytes how much of a file is mapped at a time; a new file takes as much space at once
     * @param timeMs wall clock that decides the file
     */
    public ChronicleEventQueue(
            final Path directory,
            final RollCycles rollCycle,
            final int blockBytes,
            final Durability durability,
            final LongSupplier timeMs) {
        time = new RollingTime(timeMs, rollCycle.lengthInMillis());
        queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(rollCycle)
                .blockSize(blockBytes)
                .timeProvider(time)
                .timeoutMS(2_000)
                .build();
        lastIndex = queue.lastIndex();
        if (lastIndex != NONE) {
            time.notBefore(rollCycle.toCycle(lastIndex));
        }
        files = new QueueFiles(directory, queue);
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
        forcing = durability == Durability.POWER ? new GroupForce(files, lastIndex) : null;
    }

    @Override
    public long append(final byte[] bytes, final int offset, final int length) {
        try (DocumentContext document = appender.writingDocument()) {
            document.wire().bytes().write(bytes, offset, length);
        }
        final long index = appender.lastIndexAppended();
        if (forcing != null) {
            forcing.appended(index, appender.currentFile());
        }
        lastIndex = index;
        return index;
    }

    @Override
    public long lastIndex() {
        return lastIndex;
    }

    @Override
    public long durableIndex() {
        return forcing == null ? lastIndex : forcing.durable();
    }

    @Override
    public void force(final long index) {
        if (forcing != null) {
            forcing.force(index);
        }
    }

    @Override
    public QueueCursor cursorAfter(final long index) {
        return new ChronicleCursor(this, queue.createTailer(), index);
    }

    @Override
    public void roll() {
        time.nextFile();
    }

    @Override
    public int retireThrough(final long index) {
        return index == NONE ? 0 : files.retireBefore(queue.rollCycle().toCycle(index));
    }

    @Override
    public void close() {
        if (forcing != null) {
            forcing.force(lastIndex);
            forcing.close();
        }
        appender.close();
        files.close();
        queue.close();
    }
}
