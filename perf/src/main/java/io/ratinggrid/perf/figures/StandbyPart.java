package io.ratinggrid.perf.figures;

import java.io.IOException;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.IngestRun;
import io.ratinggrid.perf.rig.RigSettings;

/** The death of a node whose standby is ready. */
record StandbyPart() implements Part.Measuring {
    static final String RECOVERY_S = "standby: s from SIGKILL to the last partition's answer";

    private static final double SECOND_NS = 1e9;

    @Override
    public void measure(final RigSettings settings, final Findings found)
            throws IOException, InterruptedException, CatalogRefusedException {
        try (IngestRun run = new IngestRun(settings)) {
            run.start();
            run.node(0).startStandby();
            run.bulk(settings.events());
            found.put(RECOVERY_S, run.recover(0) / SECOND_NS);
            found.problems(run.reconcile().problems());
        }
    }
}
