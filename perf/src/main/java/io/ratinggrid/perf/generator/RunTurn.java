package io.ratinggrid.perf.generator;

import java.util.concurrent.TimeUnit;

/** Whose turn it is: a generator has the processes of one run at a time. Any thread. */
final class RunTurn {
    private String run = "";
    private int processes;

    /** Takes a process in, waiting for another run's to end; false if they have not after so many milliseconds. */
    synchronized boolean enter(final String wanted, final long waitMs) throws InterruptedException {
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMs);
        while (processes > 0 && !run.equals(wanted)) {
            final long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
        }
        run = wanted;
        processes++;
        return true;
    }

    /** One that was taken in has ended. */
    synchronized void leave() {
        processes--;
        notifyAll();
    }
}
