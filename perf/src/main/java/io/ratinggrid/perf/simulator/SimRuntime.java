package io.ratinggrid.perf.simulator;

import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.ratinggrid.node.grid.GridRuntime;
import io.ratinggrid.node.grid.OwnerThread;
import io.ratinggrid.node.seam.Offload;
import io.ratinggrid.seam.Scheduler;

/** What the grid of one simulated node runs on. */
final class SimRuntime implements GridRuntime {
    private static final int READ_US = 300;
    private static final int IMAGE_US = 4_000;

    private final SimTime time;
    private final Life life;
    private final Chance chance;
    private final Consumer<Throwable> onFailure;
    private int images;

    /** {@code onFailure} hears what stopped a thread, besides the grid. */
    SimRuntime(final SimTime time, final Life life, final Chance chance, final Consumer<Throwable> onFailure) {
        this.time = time;
        this.life = life;
        this.chance = chance;
        this.onFailure = onFailure;
    }

    @Override
    public OwnerThread rating(final String name, final Consumer<Throwable> ofGrid) {
        return new SimThread(time, life, chance.split(), ofGrid.andThen(onFailure));
    }

    @Override
    public Offload reads(final Scheduler thread) {
        return new Queue(thread, READ_US, () -> {}, () -> {});
    }

    @Override
    public Offload images(final Scheduler thread) {
        return new Queue(thread, IMAGE_US, () -> images++, () -> images--);
    }

    /** How many writes of images are under way. */
    int images() {
        return images;
    }

    @Override
    public RandomGenerator random() {
        return new SplittableRandom(chance.nextLong());
    }

    @Override
    public void stop(final long timeoutMs) {
        // Nothing runs meanwhile.
    }

    /** Calls of one owner, one after the other. */
    private final class Queue implements Offload {
        private final Scheduler thread;
        private final int mostUs;
        private final Runnable begun;
        private final Runnable ended;
        private long lastUs;

        Queue(final Scheduler thread, final int mostUs, final Runnable begun, final Runnable ended) {
            this.thread = thread;
            this.mostUs = mostUs;
            this.begun = begun;
            this.ended = ended;
        }

        @Override
        public <T> void call(final Supplier<T> blocking, final BiConsumer<T, RuntimeException> outcome) {
            lastUs = Math.max(lastUs, time.nowUs()) + chance.between(mostUs / 10, mostUs);
            begun.run();
            life.at(lastUs - time.nowUs(), () -> {
                ended.run();
                make(blocking, outcome);
            });
        }

        private <T> void make(final Supplier<T> blocking, final BiConsumer<T, RuntimeException> outcome) {
            try {
                final T value = blocking.get();
                thread.execute(() -> outcome.accept(value, null));
            } catch (final RuntimeException e) {
                thread.execute(() -> outcome.accept(null, e));
            }
        }
    }
}
