package io.ratinggrid.node.grid;

import io.ratinggrid.seam.Scheduler;

/** One thread that steps the owners pinned to it, and takes what comes from outside as long as it has room. */
public interface OwnerThread extends Scheduler {
    void start();

    /** For input from outside: false for want of room, or when it has stopped. Any thread. */
    boolean offer(Runnable task);

    /** Ends after the message under way. Messages left and sent later are forgotten. */
    void stop();

    /** Waits for the end. */
    void join();
}
