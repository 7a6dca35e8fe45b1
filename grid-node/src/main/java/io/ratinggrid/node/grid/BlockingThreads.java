package io.ratinggrid.node.grid;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.ratinggrid.node.seam.Offload;
import io.ratinggrid.seam.Scheduler;

/**
 * Threads that make blocking calls for owners, by rank, and first come, first served. What waits is bounded by the owners, which have few
 * calls under way each.
 */
final class BlockingThreads {
    private final ExecutorService executor;
    private static final long LOOK_MS = 50;

    private final AtomicLong order = new AtomicLong();
    private final int duty;

    /** One that waits: by rank, then in the order of their coming. */
    private record Call(long rank, long order, Runnable task) implements Runnable, Comparable<Call> {
        @Override
        public void run() {
            task.run();
        }

        @Override
        public int compareTo(final Call other) {
            return rank == other.rank ? Long.compare(order, other.order) : Long.compare(rank, other.rank);
        }
    }

    /** {@code dutyPercent}: the share of its time that each thread works at most, resting after each call. */
    BlockingThreads(final String name, final int threads, final int dutyPercent) {
        final AtomicInteger made = new AtomicInteger();
        executor = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.MILLISECONDS,
                new PriorityBlockingQueue<>(),
                task -> new Thread(task, name + "-" + made.getAndIncrement()));
        duty = dutyPercent;
    }

    /** The threads as an owner on that thread sees them. */
    Offload on(final Scheduler scheduler) {
        return on(scheduler, this);
    }

    /** The same, with threads of their own for calls of a rank, each of which sees one through before it takes the next. */
    Offload on(final Scheduler scheduler, final BlockingThreads ranked) {
        return new Offload() {
            @Override
            public <T> void call(final Supplier<T> blocking, final BiConsumer<T, RuntimeException> outcome) {
                enqueue(0, () -> make(blocking, outcome, scheduler), outcome, scheduler);
            }

            @Override
            public <T> void call(
                    final long rank, final Supplier<T> blocking, final BiConsumer<T, RuntimeException> outcome) {
                ranked.enqueue(rank, () -> ranked.makeAndAwait(blocking, outcome, scheduler), outcome, scheduler);
            }
        };
    }

    /** Takes no more calls. */
    void shutdown() {
        executor.shutdown();
    }

    /** Drops the calls that wait, and waits for those under way; never interrupts them. */
    void stop(final long timeoutMs) {
        shutdown();
        try {
            executor.awaitTermination(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> void enqueue(
            final long rank,
            final Runnable task,
            final BiConsumer<T, RuntimeException> outcome,
            final Scheduler scheduler) {
        try {
            executor.execute(new Call(rank, order.getAndIncrement(), task));
        } catch (final RejectedExecutionException e) {
            scheduler.execute(() -> outcome.accept(null, e));
        }
    }

    /** Takes no other call before the outcome has been heard: what comes of it may be a call of the same rank. */
    private <T> void makeAndAwait(
            final Supplier<T> blocking, final BiConsumer<T, RuntimeException> outcome, final Scheduler scheduler) {
        final CountDownLatch heard = new CountDownLatch(1);
        make(
                blocking,
                (value, failure) -> {
                    outcome.accept(value, failure);
                    heard.countDown();
                },
                scheduler);
        try {
            while (!heard.await(LOOK_MS, TimeUnit.MILLISECONDS) && !executor.isShutdown()) {}
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> void make(
            final Supplier<T> blocking, final BiConsumer<T, RuntimeException> outcome, final Scheduler scheduler) {
        final long startNs = System.nanoTime();
        try {
            final T value = blocking.get();
            scheduler.execute(() -> outcome.accept(value, null));
        } catch (final RuntimeException e) {
            scheduler.execute(() -> outcome.accept(null, e));
        }
        rest(System.nanoTime() - startNs);
    }

    private void rest(final long workedNs) {
        final long untilNs = System.nanoTime() + workedNs * (100 - duty) / duty;
        for (long left = untilNs - System.nanoTime(); left > 0 && !executor.isShutdown(); ) {
            LockSupport.parkNanos(left);
            left = untilNs - System.nanoTime();
        }
    }
}
