package io.ratinggrid.node.cluster;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread of each node that messages go to, since a send may wait for a connection: a node that cannot be reached holds up no
 * other. Threads without work end. What waits is bounded by those who send. Any thread.
 */
final class PeerSenders implements AutoCloseable {
    private static final int IDLE_S = 10;

    private final Map<UUID, ThreadPoolExecutor> threads = new ConcurrentHashMap<>();

    /** Forgotten if the node was lost or this closed meanwhile. */
    void execute(final UUID node, final Runnable send) {
        try {
            threads.computeIfAbsent(node, PeerSenders::thread).execute(send);
        } catch (final RejectedExecutionException e) {
            // Nobody is there to send it to; who waits for its answer is told by the loss.
        }
    }

    /** Drops what waits for a node that is gone. */
    void lost(final UUID node) {
        final ThreadPoolExecutor thread = threads.remove(node);
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    @Override
    public void close() {
        threads.keySet().forEach(this::lost);
    }

    private static ThreadPoolExecutor thread(final UUID node) {
        final ThreadPoolExecutor thread =
                new ThreadPoolExecutor(1, 1, IDLE_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    final Thread made = new Thread(task, "peer-sender-" + node);
                    made.setDaemon(true);
                    return made;
                });
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }
}
