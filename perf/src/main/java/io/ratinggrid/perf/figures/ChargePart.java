package io.ratinggrid.perf.figures;

import java.io.IOException;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.charge.ChargeLoad;
import io.ratinggrid.perf.charge.ChargeRun;
import io.ratinggrid.perf.charge.ChargeSteps;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.RigSettings;

/** Charging beside a bare put, and while queued events drain. */
record ChargePart(ChargeLoad load) implements Part.Measuring {
    static final String OVER_BARE = "charge: p99 over the bare put's";
    static final String OVER_IDLE = "charge: p99 while events drain over idle";

    private static final double MS = 1e6;
    private static final double US = 1e3;

    @Override
    public void measure(final RigSettings settings, final Findings found)
            throws IOException, InterruptedException, CatalogRefusedException {
        try (ChargeRun run = new ChargeRun(settings, load.charged()).start()) {
            final ChargeSteps steps = new ChargeSteps(run, load).measure();
            found.put("bare put: requests/s", steps.sustained().perSecond(load.requests()));
            steps.windows().forEach((window, one) -> closed("charge, " + window + " under way", one, found));
            found.put("charge at a rate: requests/s", steps.pace().rate());
            times("bare put at that rate", steps.bare(), found);
            times("charge at that rate", steps.idle(), found);
            found.put(OVER_BARE, ChargeSteps.p99Ratio(steps.idle(), steps.bare()));
            if (steps.hasDrained()) {
                times("charge at that rate while events drain", steps.draining(), found);
                found.put("drained: events/s", steps.draining().of("drained events/s"));
                found.put(OVER_IDLE, ChargeSteps.p99Ratio(steps.draining(), steps.idle()));
            }
            found.problems(run.problems());
            found.problem(steps.isReached() ? "" : "rate missed");
        }
    }

    private void closed(final String what, final Figures one, final Findings found) {
        found.put(what + ": requests/s", one.perSecond(load.requests()));
        times(what, one, found);
        found.put(what + ": CPU us a commit", one.of("node cpuNs") / US / one.of("entries"));
        found.put(what + ": requests of a commit", (double) load.requests() / one.of("entries"));
    }

    private static void times(final String what, final Figures one, final Findings found) {
        found.put(what + ": p50 ms", one.of("latency p50") / MS);
        found.put(what + ": p99 ms", one.of("latency p99") / MS);
    }
}
