package io.ratinggrid.perf.rig;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/**
 * What a run through gateway and node came to.
 *
 * @param events measured
 * @param rate   events a second that were wanted, 0: as fast as it went
 * @param figures of the generator, the gateway and the nodes
 */
public record IngestResult(long events, int rate, Figures figures, Reconciliation reconciliation) {
    /** A run whose events took so much longer than was planned says nothing of the rate. */
    private static final double REACHED = 0.99;

    /** One whose last events are committed so much later than they were to be sent has had a rate that the grid does not commit. */
    private static final long LATEST_NS = TimeUnit.SECONDS.toNanos(2);

    private static final double MS = 1e6;

    /** Of gateway and node, an event. */
    public double cpuUs() {
        return figures.cpuUs(events);
    }

    double perSecond() {
        return figures.perSecond(events);
    }

    /** Whether the rate was as it was wanted. */
    public boolean isReached() {
        return rate == 0 || isReached(figures);
    }

    /** Events were sent as planned, and committed as fast as they were sent. */
    public static boolean isReached(final Figures figures) {
        final long plannedNs = figures.of("planned wallNs");
        return plannedNs >= REACHED * figures.of("sent wallNs")
                && figures.all().getOrDefault("wallNs", 0L) <= plannedNs / REACHED + LATEST_NS;
    }

    public boolean isGood() {
        return reconciliation.isGood() && isReached();
    }

    void print(final PrintWriter out) {
        out.printf(
                "%n%,d events%s: %.2f us of CPU an event (gateway %.2f, node %.2f; generator %.2f apart), %,.0f events/s%n",
                events,
                rate == 0 ? " as fast as they go" : " at %,d/s, open loop".formatted(rate),
                cpuUs(),
                figures.of("cpuNs") / 1e3 / events,
                figures.of("node cpuNs") / 1e3 / events,
                figures.generatorCpuUs(events),
                perSecond());
        if (figures.of("latency count") > 0) {
            out.printf(
                    "until committed, ms: p50 %.1f, p99 %.1f, p99.9 %.1f, max %.1f (%,d timed%s)%n",
                    figures.of("latency p50") / MS,
                    figures.of("latency p99") / MS,
                    figures.of("latency p99.9") / MS,
                    figures.of("latency max") / MS,
                    figures.of("latency count"),
                    rate == 0 ? ", closed loop: behind a backlog" : ", from the planned moment");
        }
        if (!isReached()) {
            out.printf(
                    "FAIL: the rate was missed, of s=%.1f the last event was sent after s=%.1f, all were committed after s=%.1f%n",
                    figures.of("planned wallNs") / 1e9, figures.of("sent wallNs") / 1e9, figures.of("wallNs") / 1e9);
        }
        reconciliation.print(out);
    }
}
