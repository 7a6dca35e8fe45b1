package io.ratinggrid.node.standalone.kill;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.seam.Scheduler;

/** The one thread that steps the sender. */
final class GatewayThread implements Scheduler {
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

    @Override
    public void execute(final Runnable task) {
        executor.execute(task);
    }

    @Override
    public void schedule(final long delayMs, final Runnable task) {
        executor.schedule(task, delayMs, TimeUnit.MILLISECONDS);
    }
}
