package io.ratinggrid.perf.figures;

import java.io.IOException;
import java.util.function.UnaryOperator;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.scenario.BulkRun;

/**
 * The whole path as fast as it goes, with something otherwise.
 *
 * @param what  name of it before each value
 * @param other makes it so
 */
record BulkPart(String what, UnaryOperator<RigSettings> other) implements Part.Measuring {
    static final String POWER = "power durability";
    static final String BACKUP = "2 nodes, 1 backup";
    static final String THREE = "3 nodes";
    static final String CPU = ": CPU us an event";
    static final String GENERATOR = ": generator, apart, CPU us an event";

    @Override
    public void measure(final RigSettings settings, final Findings found)
            throws IOException, InterruptedException, CatalogRefusedException {
        final BulkRun run = BulkRun.of(other.apply(settings));
        tell(run, found);
        found.problems(run.reconciliation().problems());
    }

    void tell(final BulkRun run, final Findings found) {
        found.put(what + CPU, run.cpuUs());
        found.put(what + GENERATOR, run.generatorUs());
        found.put(what + ": events/s", run.perSecond());
        found.put(what + ": p50 ms", run.p50Ms());
        found.put(what + ": p99 ms", run.p99Ms());
    }
}
