package io.ratinggrid.node.courier;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.ratinggrid.seam.Scheduler;

/** The one thread that steps a courier. Its methods may be called from any thread and do not wait. */
public final class StepThread implements Scheduler, AutoCloseable {
    private final ScheduledThreadPoolExecutor thread;
    private final String name;
    private final Consumer<String> alarms;

    /** {@code name}: of the thread; {@code alarms} hears of what should not happen. */
    public StepThread(final String name, final Consumer<String> alarms) {
        this.name = name;
        this.alarms = alarms;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            final Thread started = new Thread(task, name);
            started.setDaemon(true);
            return started;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(final Runnable task) {
        schedule(0, task);
    }

    /** What comes after the end is forgotten. */
    @Override
    public void schedule(final long delayMs, final Runnable task) {
        try {
            thread.schedule(() -> run(task), delayMs, TimeUnit.MILLISECONDS);
        } catch (final RejectedExecutionException e) {
            if (!thread.isShutdown()) {
                throw e;
            }
        }
    }

    private void run(final Runnable task) {
        try {
            task.run();
        } catch (final RuntimeException e) {
            alarms.accept("the " + name + " failed in a step: " + e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
