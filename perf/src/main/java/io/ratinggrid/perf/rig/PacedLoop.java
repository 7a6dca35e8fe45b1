package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Sends each event when its time has come, whatever became of those before it: an open loop. One thread. */
public final class PacedLoop {
    /** Sends one event. */
    @FunctionalInterface
    public interface Sender {
        /** {@code index}: from 0 on; {@code dueNs}: when it was to be sent, from which its time counts. */
        void send(long index, long dueNs) throws IOException;

        /** Nothing is to be sent for a while: what was gathered has to go. */
        default void idle() throws IOException {}
    }

    private final Pace pace;
    private final SplittableRandom random;

    public PacedLoop(final Pace pace, final long seed) {
        this.pace = pace;
        random = new SplittableRandom(seed);
    }

    /** Returns when the last one is sent: how long it took, how long it was to take, and how late the latest was sent. */
    public Figures run(final Sender sender) throws IOException {
        final long startNs = System.nanoTime();
        double sinceStartNs = 0;
        long latestNs = 0;
        for (long i = 0; i < pace.events(); i++) {
            final long dueNs = startNs + (long) sinceStartNs;
            for (long nowNs = System.nanoTime(); nowNs < dueNs; nowNs = System.nanoTime()) {
                sender.idle();
                LockSupport.parkNanos(dueNs - System.nanoTime());
            }
            latestNs = Math.max(latestNs, System.nanoTime() - dueNs);
            sender.send(i, dueNs);
            sinceStartNs += pace.gapNs(random);
        }
        return new Figures()
                .put("sent wallNs", System.nanoTime() - startNs)
                .put("planned wallNs", (long) sinceStartNs)
                .put("sent latestNs", latestNs);
    }
}
