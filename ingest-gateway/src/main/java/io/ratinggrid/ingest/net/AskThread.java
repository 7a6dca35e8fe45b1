package io.ratinggrid.ingest.net;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread of this process for what is asked; it begins with the first step. */
final class AskThread implements AskSteps {
    private final ScheduledThreadPoolExecutor thread;

    AskThread() {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            final Thread made = new Thread(task, "grid-asks");
            made.setDaemon(true);
            return made;
        });
    }

    @Override
    public void execute(final Runnable task) {
        schedule(0, task);
    }

    @Override
    public void schedule(final long delayMs, final Runnable task) {
        try {
            thread.schedule(task, delayMs, TimeUnit.MILLISECONDS);
        } catch (final RejectedExecutionException e) {
            if (!thread.isShutdown()) {
                throw e;
            }
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
