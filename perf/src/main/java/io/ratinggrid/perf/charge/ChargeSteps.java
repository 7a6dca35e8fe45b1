package io.ratinggrid.perf.charge;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.IngestResult;
import io.ratinggrid.perf.rig.Pace;

/** Charging and the bare put measured in turn: closed loops, open loops, and an open loop while queued events drain. One thread. */
public final class ChargeSteps {
    private static final int[] WINDOWS = {1, 8, 64};
    private static final int SUSTAINED = 256;
    private static final String P99 = "latency p99";

    /** Is told what was found of so many requests. */
    @FunctionalInterface
    interface Seen {
        void row(String what, Figures found, long count);
    }

    private final ChargeRun run;
    private final ChargeLoad load;
    private final Map<Integer, Figures> windows = new LinkedHashMap<>();
    private final Map<String, String> histograms = new LinkedHashMap<>();
    private Figures sustained;
    private Pace pace;
    private Figures bare;
    private Figures idle;
    private Figures draining;

    /** For a run that is started. */
    public ChargeSteps(final ChargeRun run, final ChargeLoad load) {
        this.run = run;
        this.load = load;
    }

    public ChargeSteps measure() throws IOException, InterruptedException {
        return measure((what, found, count) -> {});
    }

    ChargeSteps measure(final Seen seen) throws IOException, InterruptedException {
        run.closed(load.warmUp(), SUSTAINED);
        run.closedBare(load.warmUp(), SUSTAINED);
        closedLoops(seen);
        openLoops(seen);
        if (load.drain() > 0) {
            histograms.put(run.histogram(), "while events drain");
            draining = run.pacedBeside(load.drain(), pace);
            seen.row("charge, while events drain", draining, pace.events());
        }
        return this;
    }

    private void closedLoops(final Seen seen) throws InterruptedException {
        sustained = run.closedBare(load.requests(), SUSTAINED);
        seen.row("bare put, " + SUSTAINED + " under way", sustained, load.requests());
        for (final int window : WINDOWS) {
            final Figures found = run.closed(load.requests(), window);
            windows.put(window, found);
            seen.row("charge, " + window + " under way", found, load.requests());
        }
    }

    private void openLoops(final Seen seen) throws InterruptedException {
        final int half = Math.max(1, (int) sustained.perSecond(load.requests()) / 2);
        pace = new Pace(load.rate() > 0 ? load.rate() : half, load.seconds(), load.arrival());
        bare = run.pacedBare(pace);
        seen.row("bare put, open loop", bare, pace.events());
        histograms.put(run.histogram(), "nothing beside");
        idle = run.paced(pace);
        seen.row("charge, open loop", idle, pace.events());
    }

    /** Requests of each closed loop. */
    public int requests() {
        return load.requests();
    }

    /** What was found of closed loops, by how many requests were under way. */
    public Map<Integer, Figures> windows() {
        return windows;
    }

    /** Of the bare put, as much as it takes. */
    public Figures sustained() {
        return sustained;
    }

    /** Of the open loops. */
    public Pace pace() {
        return pace;
    }

    /** Of the bare put, open loop. */
    public Figures bare() {
        return bare;
    }

    /** Of charging, open loop. */
    public Figures idle() {
        return idle;
    }

    /** Queued events that drained beside an open loop. */
    int drained() {
        return load.drain();
    }

    /** Whether there were any. */
    public boolean hasDrained() {
        return draining != null;
    }

    /** Of charging while they drained, with {@code drained events/s}. */
    public Figures draining() {
        return draining;
    }

    /** Whether the rate of every open loop was as it was wanted. */
    public boolean isReached() {
        return IngestResult.isReached(bare)
                && IngestResult.isReached(idle)
                && (draining == null || IngestResult.isReached(draining));
    }

    /** By how much longer most wait at most. */
    public static double p99Ratio(final Figures one, final Figures other) {
        return (double) one.of(P99) / other.of(P99);
    }

    /** Of charging, open loop: what was timed, by name. */
    Map<String, String> histograms() {
        return histograms;
    }
}
