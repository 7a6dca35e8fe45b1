package io.ratinggrid.persistence.storage;

import java.util.ArrayDeque;
import java.util.Queue;

import io.ratinggrid.persistence.journal.AppendCallback;

/** Appends that wait for a committer, oldest first. Its length is bounded by callers with one append per partition. */
final class AppendQueue {
    record Append(int partition, long sequence, byte[] entry, AppendCallback callback) {}

    private final Queue<Append> appends = new ArrayDeque<>();
    private boolean closed;

    /** False when closed; the append is then not taken. */
    synchronized boolean offer(final Append append) {
        if (closed) {
            return false;
        }
        appends.add(append);
        notify();
        return true;
    }

    /** Waits for the next append; null when closed and empty. */
    synchronized Append take() throws InterruptedException {
        while (appends.isEmpty() && !closed) {
            wait();
        }
        return appends.poll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
