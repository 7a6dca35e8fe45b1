package io.ratinggrid.perf.scenario;

import java.io.IOException;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.IngestRun;
import io.ratinggrid.perf.rig.Reconciliation;
import io.ratinggrid.perf.rig.RigSettings;

/**
 * Events through a grid of their own, as fast as they go.
 *
 * @param cpuUs     of gateway and nodes, an event
 * @param generatorUs of what draws the events, apart
 * @param perSecond events
 * @param p50Ms     until committed, behind a backlog
 * @param p99Ms     the same
 */
public record BulkRun(
        double cpuUs, double generatorUs, double perSecond, double p50Ms, double p99Ms, Reconciliation reconciliation) {
    /** Starts all processes, and ends them. */
    public static BulkRun of(final RigSettings settings)
            throws IOException, InterruptedException, CatalogRefusedException {
        try (IngestRun run = new IngestRun(settings)) {
            run.start();
            final Figures found = run.bulk(settings.events());
            return new BulkRun(
                    found.cpuUs(settings.events()),
                    found.generatorCpuUs(settings.events()),
                    found.perSecond(settings.events()),
                    found.of("latency p50") / Scenario.MS,
                    found.of("latency p99") / Scenario.MS,
                    run.reconcile());
        }
    }
}
