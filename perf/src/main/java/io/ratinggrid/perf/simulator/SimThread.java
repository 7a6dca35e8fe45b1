package io.ratinggrid.perf.simulator;

import java.util.function.Consumer;

import io.ratinggrid.ingest.net.AskSteps;
import io.ratinggrid.node.grid.OwnerThread;

/** One thread of a process: messages run in their order, a little later each; timers when they are due. */
final class SimThread implements OwnerThread, AskSteps {
    private static final int MOST_WAIT_US = 40;

    private final SimTime time;
    private final Life life;
    private final Chance chance;
    private final Consumer<Throwable> onFailure;
    private long lastUs;
    private boolean stopped;

    SimThread(final SimTime time, final Life life, final Chance chance, final Consumer<Throwable> onFailure) {
        this.time = time;
        this.life = life;
        this.chance = chance;
        this.onFailure = onFailure;
    }

    @Override
    public void start() {
        // It runs whenever there is something to run.
    }

    @Override
    public void execute(final Runnable task) {
        lastUs = Math.max(lastUs, time.nowUs() + chance.between(0, MOST_WAIT_US));
        life.at(lastUs - time.nowUs(), () -> run(task));
    }

    @Override
    public boolean offer(final Runnable task) {
        if (stopped) {
            return false;
        }
        execute(task);
        return true;
    }

    @Override
    public void schedule(final long delayMs, final Runnable task) {
        life.at(delayMs * 1_000, () -> run(task));
    }

    @Override
    public long nanoTime() {
        return time.nowUs() * 1_000;
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void join() {
        // Nothing runs meanwhile.
    }

    @Override
    public void close() {
        stop();
    }

    private void run(final Runnable task) {
        if (stopped) {
            return;
        }
        try {
            task.run();
        } catch (final RuntimeException e) {
            stopped = true;
            onFailure.accept(e);
        }
    }
}
