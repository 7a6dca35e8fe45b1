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

    private static final String GENERATOR = ": generator, apart, CPU us a request";
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
            final long paced = steps.pace().events();
            asked("bare put at that rate", steps.bare(), paced, found);
            asked("charge at that rate", steps.idle(), paced, found);
            found.put(OVER_BARE, ChargeSteps.p99Ratio(steps.idle(), steps.bare()));
            if (steps.hasDrained()) {
                asked("charge at that rate while events drain", steps.draining(), paced, found);
                found.put("drained: events/s", steps.draining().of("drained events/s"));
                found.put(OVER_IDLE, ChargeSteps.p99Ratio(steps.draining(), steps.idle()));
            }
            found.problems(run.problems());
            found.problem(steps.isReached() ? "" : "rate missed");
        }
    }

    private void closed(final String what, final Figures one, final Findings found) {
        found.put(what + ": requests/s", one.perSecond(load.requests()));
        asked(what, one, load.requests(), found);
        found.put(what + ": CPU us a commit", one.of("node cpuNs") / US / one.of("entries"));
        found.put(what + ": requests of a commit", (double) load.requests() / one.of("entries"));
    }

    /** Times of so many requests, and the CPU of the process that asks. */
    static void asked(final String what, final Figures one, final long requests, final Findings found) {
        found.put(what + ": p50 ms", one.of("latency p50") / MS);
        found.put(what + ": p99 ms", one.of("latency p99") / MS);
        found.put(what + GENERATOR, one.of("cpuNs") / US / requests);
    }
}
