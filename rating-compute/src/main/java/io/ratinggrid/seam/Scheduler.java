package io.ratinggrid.seam;

/** Runs tasks one after another on the one thread that owns a set of state machines. {@code execute} from any thread. */
public interface Scheduler {
    void execute(Runnable task);

    /** Runs a task once, not before {@code delayMs} milliseconds have passed. */
    void schedule(long delayMs, Runnable task);
}
