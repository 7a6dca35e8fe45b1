package io.ratinggrid.node.courier;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.ratinggrid.node.cluster.CommandRoute;
import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.seam.Scheduler;

/** The one thread that steps a node's courier. Its methods may be called from any thread and do not wait. */
public final class CourierThread implements AutoCloseable {
    private final ScheduledThreadPoolExecutor thread;
    private final Consumer<String> alarms;
    private final Courier courier;

    /** Reads the outboxes of {@code grid} and its journal; {@code alarms} hears of what should not happen. */
    public CourierThread(
            final Grid grid, final JournalStore journal, final CommandRoute route, final Consumer<String> alarms) {
        this.alarms = alarms;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            final Thread started = new Thread(task, "courier");
            started.setDaemon(true);
            return started;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        final Steps steps = new Steps();
        courier = new Courier(
                CourierContext.standard(grid.partitions()),
                new GridOutboxes(grid, journal, steps::execute),
                route,
                steps);
    }

    /** See {@link Courier#pending}. */
    public void pending(final int partition) {
        new Steps().execute(() -> courier.pending(partition));
    }

    /** See {@link Courier#closed}. */
    public void closed(final int partition) {
        new Steps().execute(() -> courier.closed(partition));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** What comes after the end is forgotten: the items are still in their outboxes. */
    private final class Steps implements Scheduler {
        @Override
        public void execute(final Runnable task) {
            schedule(0, task);
        }

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
                alarms.accept("the courier failed in a step: " + e);
            }
        }
    }
}
