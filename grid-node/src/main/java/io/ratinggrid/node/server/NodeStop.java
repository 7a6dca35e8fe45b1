package io.ratinggrid.node.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.ratinggrid.node.cluster.ClusterNode;

/**
 * Closes a node once: with its context, when its start fails, or when its process is told to end before Spring knows the node. The end of a
 * process runs it. Any thread.
 */
final class NodeStop implements Runnable {
    /** For a start that is under way; one that waits for other nodes may take longer, and holds nothing yet. */
    private static final long MOST_S = 60;

    private final ClusterNode node;
    private final CountDownLatch started = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean asked;

    NodeStop(final ClusterNode node) {
        this.node = node;
    }

    /** The node has started, or could not. */
    void started() {
        started.countDown();
    }

    /** Whether the process is to end. */
    boolean isAsked() {
        return asked;
    }

    @Override
    public void run() {
        asked = true;
        try {
            if (started.await(MOST_S, TimeUnit.SECONDS)) {
                close();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            node.close();
        }
    }
}
