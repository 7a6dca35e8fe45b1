package io.ratinggrid.node.notice;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** The one thread of a channel whose client may wait: what it is given is done in turn, until it is closed. Any thread. */
public final class ChannelThread {
    private final ExecutorService executor;

    public ChannelThread(final String name) {
        executor = Executors.newSingleThreadExecutor(task -> {
            final Thread started = new Thread(task, name);
            started.setDaemon(true);
            return started;
        });
    }

    /** False if it is closed: then the task is not run. */
    public boolean run(final Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (final RejectedExecutionException closed) {
            return false;
        }
    }

    /** Takes nothing more; ends with a last task, unless it is closed already. Does not wait. */
    public void close(final Runnable last) {
        run(last);
        executor.shutdown();
    }
}
