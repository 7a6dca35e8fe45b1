package io.ratinggrid.ingest.stream;

import java.util.Comparator;
import java.util.PriorityQueue;

import io.ratinggrid.seam.Clock;
import io.ratinggrid.seam.Scheduler;

/** One thread's worth of scheduled tasks in simulated time. */
public final class SimulatedTime implements Scheduler, Clock {
    private record Task(long atMs, long order, Runnable work) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::atMs).thenComparingLong(Task::order));
    private long nowMs = 1_000_000;
    private long orders;

    @Override
    public void execute(final Runnable task) {
        schedule(0, task);
    }

    @Override
    public void schedule(final long delayMs, final Runnable task) {
        tasks.add(new Task(nowMs + delayMs, orders++, task));
    }

    @Override
    public long timeMs() {
        return nowMs;
    }

    @Override
    public long nanoTime() {
        return nowMs * 1_000_000;
    }

    /** Runs what is due in the next {@code durationMs}. */
    public void run(final long durationMs) {
        final long end = nowMs + durationMs;
        while (!tasks.isEmpty() && tasks.peek().atMs() <= end) {
            final Task task = tasks.poll();
            nowMs = task.atMs();
            task.work().run();
        }
        nowMs = end;
    }

    /** Drops every task, as the death of the process does. */
    public void die() {
        tasks.clear();
    }
}
