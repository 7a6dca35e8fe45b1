package io.ratinggrid.ingest.queue;

import java.util.Arrays;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;

/** Copies each record into an array that it reuses. */
final class ChronicleCursor implements QueueCursor {
    private final EventQueue queue;
    private final ExcerptTailer tailer;
    private byte[] bytes = new byte[512];
    private int length;
    private long index;

    ChronicleCursor(final EventQueue queue, final ExcerptTailer tailer, final long after) {
        this.queue = queue;
        this.tailer = tailer;
        tailer.singleThreadedCheckDisabled(true);
        index = after;
        if (after == EventQueue.NONE) {
            tailer.toStart();
        } else if (!tailer.moveToIndex(after) || !read()) {
            tailer.close();
            throw new QueueFailedException("index=" + after + " is not in the queue");
        }
    }

    @Override
    public long next() {
        if (index >= queue.durableIndex()) {
            return EventQueue.NONE;
        }
        if (!read()) {
            throw new QueueFailedException("nothing after index=" + index + " though durable=" + queue.durableIndex());
        }
        return index;
    }

    private boolean read() {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return false;
            }
            final Bytes<?> source = document.wire().bytes();
            length = (int) source.readRemaining();
            if (length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
            }
            source.read(bytes, 0, length);
            index = document.index();
            return true;
        }
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void close() {
        tailer.close();
    }
}
