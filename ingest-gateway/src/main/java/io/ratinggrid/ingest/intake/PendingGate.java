package io.ratinggrid.ingest.intake;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts what is accepted and not yet committed, and holds readers back while it is too much: the queue on disk would grow
 * without end otherwise. So it does while the disk is nearly full. Any thread.
 */
public final class PendingGate {
    private static final long LOOK_AGAIN_MS = 250;

    private final DiskGuard disk;
    private final long limit;
    private final int retryAfterMs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long pending;
    private String closedBecause;

    public PendingGate(final long limit, final int retryAfterMs, final DiskGuard disk) {
        this.disk = disk;
        this.limit = limit;
        this.retryAfterMs = retryAfterMs;
    }

    /** Waits for room, then counts {@code count} commands as pending. */
    void enter(final int count) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (closedBecause == null && isFull(count)) {
                changed.await(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
            }
            checkOpen();
            pending += count;
        } finally {
            lock.unlock();
        }
    }

    /** Counts a command as pending if there is room. */
    void tryEnter(final int count) {
        lock.lock();
        try {
            checkOpen();
            if (isFull(count)) {
                throw new GatewayFullException(pending, limit, retryAfterMs);
            }
            pending += count;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull(final int count) {
        return pending > 0 && pending + count > limit || disk.isLow();
    }

    /** {@code count} commands are committed. */
    public void leave(final long count) {
        lock.lock();
        try {
            pending -= count;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What earlier processes left. */
    public void set(final long count) {
        lock.lock();
        try {
            pending = count;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public void close(final String because) {
        lock.lock();
        try {
            closedBecause = because;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public long pending() {
        lock.lock();
        try {
            return pending;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until nothing is pending.
     *
     * @return false if it took longer, or the gateway closed before
     */
    public boolean awaitNone(final long timeoutMs) throws InterruptedException {
        long leftNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        lock.lockInterruptibly();
        try {
            while (pending > 0 && closedBecause == null && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
            return pending == 0;
        } finally {
            lock.unlock();
        }
    }

    private void checkOpen() {
        if (closedBecause != null) {
            throw new GatewayClosedException(closedBecause);
        }
    }
}
