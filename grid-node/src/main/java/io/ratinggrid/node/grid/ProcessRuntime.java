package io.ratinggrid.node.grid;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.ratinggrid.node.seam.Offload;
import io.ratinggrid.seam.Scheduler;

/** The threads of a grid's own process. */
final class ProcessRuntime implements GridRuntime {
    /** While one is applied, the next is read. */
    private static final int RECOVERIES_OF_A_THREAD = 2;

    private final BlockingThreads reads;
    private final BlockingThreads recoveries;
    private final BlockingThreads images;

    ProcessRuntime(final GridContext context) {
        reads = new BlockingThreads("reader", context.readThreads(), 100);
        recoveries = new BlockingThreads("recoverer", RECOVERIES_OF_A_THREAD * context.ratingThreads(), 100);
        images = new BlockingThreads("imager", 1, context.imageDutyPercent());
    }

    @Override
    public OwnerThread rating(final String name, final Consumer<Throwable> onFailure) {
        return new RatingThread(name, onFailure);
    }

    @Override
    public Offload reads(final Scheduler thread) {
        return reads.on(thread, recoveries);
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
        recoveries.stop(timeoutMs);
        images.stop(timeoutMs);
    }
}
