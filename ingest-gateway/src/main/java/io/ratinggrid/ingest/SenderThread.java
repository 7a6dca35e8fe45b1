package io.ratinggrid.ingest;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.ratinggrid.seam.Scheduler;

/** The one thread that senders are stepped on. */
final class SenderThread implements Scheduler, AutoCloseable {
    private static final int CLOSE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor executor;
    private final Consumer<Throwable> failures;

    /** {@code failures} is told of what a task throws. */
    SenderThread(final Consumer<Throwable> failures) {
        this.failures = failures;
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            final Thread thread = new Thread(task, "gateway-sender");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(final Runnable task) {
        schedule(0, task);
    }

    @Override
    public void schedule(final long delayMs, final Runnable task) {
        try {
            executor.schedule(() -> run(task), delayMs, TimeUnit.MILLISECONDS);
        } catch (final RejectedExecutionException e) {
            // Closing: what is not done now is done by the next process.
        }
    }

    private void run(final Runnable task) {
        try {
            task.run();
        } catch (final RuntimeException | Error e) {
            failures.accept(e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (final InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
