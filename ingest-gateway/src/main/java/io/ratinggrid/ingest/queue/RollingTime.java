package io.ratinggrid.ingest.queue;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import net.openhft.chronicle.core.time.TimeProvider;

/** The time that decides a queue's file: the wall clock, never earlier than the last file and any roll that was asked for. */
final class RollingTime implements TimeProvider {
    private final LongSupplier timeMs;
    private final long fileSpanMs;
    private final AtomicLong earliestMs = new AtomicLong();

    RollingTime(final LongSupplier timeMs, final long fileSpanMs) {
        this.timeMs = timeMs;
        this.fileSpanMs = fileSpanMs;
    }

    void notBefore(final int cycle) {
        earliestMs.accumulateAndGet(cycle * fileSpanMs, Math::max);
    }

    void nextFile() {
        final long next = (currentTimeMillis() / fileSpanMs + 1) * fileSpanMs;
        earliestMs.accumulateAndGet(next, Math::max);
    }

    @Override
    public long currentTimeMillis() {
        return Math.max(timeMs.getAsLong(), earliestMs.get());
    }
}
