package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Many nights, one seed after the other, a world on each thread. */
final class Nights {
    private final Simulation simulation;
    private final long first;
    private final long count;
    private final Consumer<Outcome> failed;
    private final AtomicLong next = new AtomicLong();
    private final Counts counts = new Counts();
    private long hash;
    private long nights;
    private long failures;

    /** {@code failed} hears of each night after which something is wrong, on any thread, one after the other. */
    Nights(final Simulation simulation, final long first, final long count, final Consumer<Outcome> failed) {
        this.simulation = simulation;
        this.first = first;
        this.count = count;
        this.failed = failed;
    }

    /**
     * Runs them all, and waits for it.
     *
     * @throws IllegalStateException if a thread ended before its time, with what no night should come to
     */
    Nights run(final int threads) throws InterruptedException {
        final List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            final Thread thread = new Thread(this::runSome, "night-" + i);
            thread.start();
            all.add(thread);
        }
        for (final Thread thread : all) {
            thread.join();
        }
        if (nights() < count) {
            throw new IllegalStateException("a thread of the simulator ended: nights=" + nights() + " of=" + count);
        }
        return this;
    }

    private void runSome() {
        for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            add(simulation.run(first + i));
        }
    }

    private synchronized void add(final Outcome outcome) {
        nights++;
        hash += outcome.hash();
        counts.add(outcome.counts());
        if (!outcome.isGood()) {
            failures++;
            failed.accept(outcome);
        }
    }

    synchronized Counts counts() {
        return counts;
    }

    /** Of all that happened in all of them; the same program makes the same from the same seeds. */
    synchronized long hash() {
        return hash;
    }

    synchronized long nights() {
        return nights;
    }

    synchronized long failures() {
        return failures;
    }
}
