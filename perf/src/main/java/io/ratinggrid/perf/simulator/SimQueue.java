package io.ratinggrid.perf.simulator;

import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.queue.MemoryEventQueue;
import io.ratinggrid.ingest.queue.QueueCursor;
import io.ratinggrid.ingest.queue.QueueFailedException;

/** A queue on a simulated disk that may fail: from then on nothing is forced, and what was not forced is gone at a cut of power. */
final class SimQueue implements EventQueue {
    private MemoryEventQueue queue;
    private boolean failed;

    SimQueue(final Durability durability) {
        queue = new MemoryEventQueue(durability);
    }

    /** The device refuses from now on. */
    void fail() {
        failed = true;
    }

    /** What a start finds after a loss of power, on a disk that is mended. */
    void cut() {
        queue = queue.afterPowerCut();
        failed = false;
    }

    /** What a start finds after the death of the process. */
    void open() {
        queue = queue.afterKill();
    }

    @Override
    public long append(final byte[] bytes, final int offset, final int length) {
        check();
        return queue.append(bytes, offset, length);
    }

    @Override
    public long lastIndex() {
        return queue.lastIndex();
    }

    @Override
    public long durableIndex() {
        return queue.durableIndex();
    }

    @Override
    public void force(final long index) {
        check();
        queue.force(index);
    }

    @Override
    public QueueCursor cursorAfter(final long index) {
        return queue.cursorAfter(index);
    }

    @Override
    public void roll() {
        queue.roll();
    }

    @Override
    public int retireThrough(final long index) {
        return queue.retireThrough(index);
    }

    @Override
    public void close() {
        queue.close();
    }

    private void check() {
        if (failed) {
            throw new QueueFailedException("the device refuses");
        }
    }
}
