package io.ratinggrid.node.notice;

import java.util.PriorityQueue;

import io.ratinggrid.seam.Scheduler;

/** Tasks in order of their time, which is moved by hand. */
final class Steps implements Scheduler {
    private record Task(long atMs, long order, Runnable run) {}

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(
            (a, b) -> a.atMs != b.atMs ? Long.compare(a.atMs, b.atMs) : Long.compare(a.order, b.order));
    long nowMs;
    private long order;

    @Override
    public void execute(final Runnable task) {
        schedule(0, task);
    }

    @Override
    public void schedule(final long delayMs, final Runnable task) {
        tasks.add(new Task(nowMs + delayMs, order++, task));
    }

    void runTo(final long timeMs) {
        while (!tasks.isEmpty() && tasks.peek().atMs <= timeMs) {
            final Task task = tasks.remove();
            nowMs = task.atMs;
            task.run.run();
        }
        nowMs = timeMs;
    }
}
