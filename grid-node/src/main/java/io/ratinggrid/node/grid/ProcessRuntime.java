package io.ratinggrid.node.grid;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.ratinggrid.node.seam.Offload;
import io.ratinggrid.seam.Scheduler;

/** The threads of a grid's own process. */
final class ProcessRuntime implements GridRuntime {
    /** While one is applied, the next is read. Each rating thread has its own: of one queue for all, those of one thread come first. */
    private static final int RECOVERIES_OF_A_THREAD = 2;

    private final BlockingThreads reads;
    private final Map<Scheduler, BlockingThreads> recoveries = new HashMap<>();
    private final BlockingThreads images;

    ProcessRuntime(final GridContext context) {
        reads = new BlockingThreads("reader", context.readThreads(), 100);
        images = new BlockingThreads("imager", 1, context.imageDutyPercent());
    }

    @Override
    public OwnerThread rating(final String name, final Consumer<Throwable> onFailure) {
        final RatingThread thread = new RatingThread(name, onFailure);
        recoveries.put(thread, new BlockingThreads("recoverer-of-" + name, RECOVERIES_OF_A_THREAD, 100));
        return thread;
    }

    @Override
    public Offload reads(final Scheduler thread) {
        return reads.on(thread, recoveries.get(thread));
    }

    @Override
    public Offload images(final Scheduler thread) {
        return images.on(thread);
    }

    @Override
    public RandomGenerator random() {
        return new SplittableRandom(new SecureRandom().nextLong());
    }

    @Override
    public void stop(final long timeoutMs) {
        reads.stop(timeoutMs);
        recoveries.values().forEach(BlockingThreads::shutdown);
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        recoveries.values().forEach(threads -> threads.stop(TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime())));
        images.stop(timeoutMs);
    }
}
