package io.ratinggrid.perf.simulator;

/** One life of a process: what it has planned is forgotten when it dies, and waits while it is stopped. */
final class Life {
    private final SimTime time;
    private boolean dead;
    private long stoppedUntilUs;

    Life(final SimTime time) {
        this.time = time;
    }

    boolean isAlive() {
        return !dead;
    }

    /** True while it does nothing at all, as after SIGSTOP. */
    boolean isStopped() {
        return time.nowUs() < stoppedUntilUs;
    }

    void die() {
        dead = true;
    }

    void stopFor(final long durationUs) {
        stoppedUntilUs = time.nowUs() + durationUs;
    }

    void goOn() {
        stoppedUntilUs = 0;
    }

    void at(final long delayUs, final Runnable step) {
        time.at(delayUs, () -> run(step));
    }

    private void run(final Runnable step) {
        if (dead) {
            return;
        }
        if (isStopped()) {
            time.at(stoppedUntilUs - time.nowUs(), () -> run(step));
        } else {
            step.run();
        }
    }
}
