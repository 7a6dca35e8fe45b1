package io.ratinggrid.perf.scenario;

import java.io.IOException;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.IngestResult;
import io.ratinggrid.perf.rig.IngestRun;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.Reconciliation;
import io.ratinggrid.perf.rig.RigSettings;

/**
 * Events through a grid of their own, as fast as they go or at a rate.
 *
 * @param cpuUs     of gateway and nodes, an event
 * @param generatorUs of what draws the events, apart
 * @param perSecond events
 * @param p50Ms     until committed: behind a backlog, or at a rate from the planned moment
 * @param p99Ms     the same
 * @param isReached whether a rate was as it was wanted
 */
public record BulkRun(
        double cpuUs,
        double generatorUs,
        double perSecond,
        double p50Ms,
        double p99Ms,
        boolean isReached,
        Reconciliation reconciliation) {
    /** As fast as they go. Starts all processes, and ends them. */
    public static BulkRun of(final RigSettings settings)
            throws IOException, InterruptedException, CatalogRefusedException {
        try (IngestRun run = new IngestRun(settings).start()) {
            return of(run.bulk(settings.events()), settings.events(), true, run.reconcile());
        }
    }

    /** The same at a rate. */
    static BulkRun at(final Pace pace, final RigSettings settings)
            throws IOException, InterruptedException, CatalogRefusedException {
        try (IngestRun run = new IngestRun(settings).start()) {
            final Figures found = run.paced(pace);
            return of(found, pace.events(), IngestResult.isReached(found), run.reconcile());
        }
    }

    private static BulkRun of(
            final Figures found, final long events, final boolean isReached, final Reconciliation reconciliation) {
        return new BulkRun(
                found.cpuUs(events),
                found.generatorCpuUs(events),
                found.perSecond(events),
                found.of("latency p50") / Scenario.MS,
                found.of("latency p99") / Scenario.MS,
                isReached,
                reconciliation);
    }
}
