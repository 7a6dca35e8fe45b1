package io.ratinggrid.perf.figures;

import java.io.IOException;
import java.nio.file.Path;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.Arrival;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.IngestResult;
import io.ratinggrid.perf.rig.IngestRun;
import io.ratinggrid.perf.rig.Objective;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.RateSteps;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.scenario.SoakRun;

/**
 * A rate for a long time.
 *
 * @param seconds     of it
 * @param rate        events a second, 0: a part of the knee
 * @param objective   what a rate below the knee keeps
 * @param stepSeconds of each rate until the knee is found
 * @param page        where its page goes, null: nowhere
 */
record SoakPart(int seconds, int rate, Objective objective, int stepSeconds, Path page) implements Part.Measuring {
    static final String LONGEST = "soak: longest stall ms";

    /** The ids of 35 days, 20,000,000 a day, are more than a heap of 6 GiB holds. */
    private static final int WINDOW_DAYS = 1;

    private static final int OF_KNEE_PERCENT = 70;
    private static final int WHOLE = 100;

    SoakPart {
        if (seconds < 1 || rate < 0 || stepSeconds < 1) {
            throw new IllegalArgumentException("soak=" + seconds + " soak-rate=" + rate + " step=" + stepSeconds);
        }
    }

    @Override
    public void measure(final RigSettings figures, final Findings found)
            throws IOException, InterruptedException, CatalogRefusedException {
        final RigSettings settings = figures.withWindowDays(WINDOW_DAYS);
        try (IngestRun run = new IngestRun(settings)) {
            run.start();
            final int wanted = rate > 0 ? rate : belowKnee(run, settings.events(), found);
            if (wanted > 0) {
                soak(new SoakRun(settings, page), run, new Pace(wanted, seconds, Arrival.POISSON), found);
            }
            found.problems(run.reconcile().problems());
        }
    }

    private int belowKnee(final IngestRun run, final int events, final Findings found) throws InterruptedException {
        final double most = run.bulk(events).perSecond(events);
        return below(new RateSteps(objective, stepSeconds, Arrival.POISSON).run(run, most), found);
    }

    /** The rate of the soak; 0 if there is no knee. */
    static int below(final RateSteps steps, final Findings found) {
        if (steps.knee() == 0) {
            found.problem("no knee: no rate keeps " + steps.objective() + "; --soak-rate says one");
            return 0;
        }
        found.put("soak: knee, events/s", steps.knee());
        return Math.max(1, (int) ((long) steps.knee() * OF_KNEE_PERCENT / WHOLE));
    }

    private static void soak(final SoakRun soak, final IngestRun run, final Pace pace, final Findings found)
            throws IOException, InterruptedException {
        tell(soak.run(run, pace), pace, found);
    }

    static void tell(final Figures seen, final Pace pace, final Findings found) {
        found.put("soak: days back that duplicates are found", WINDOW_DAYS);
        found.put("soak: events/s", pace.rate());
        found.put("soak: CPU us an event", seen.cpuUs(pace.events()));
        found.put("soak" + BulkPart.GENERATOR, seen.generatorCpuUs(pace.events()));
        found.put(LONGEST, SoakRun.longestMs(seen));
        found.put("soak: GB written to disks", SoakRun.writtenGb(seen));
        found.problem(IngestResult.isReached(seen) ? "" : "rate missed");
    }
}
