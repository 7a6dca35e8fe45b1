package io.ratinggrid.perf.scenario;

import java.io.IOException;
import java.io.PrintWriter;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.Arrival;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.IngestResult;
import io.ratinggrid.perf.rig.IngestRun;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.RigSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ratinggrid perf soak}: a rate for a long time, the longest stall, and what lay beside it. */
@Command(
        name = "soak",
        description = "A rate for a long time: the longest time until a committed answer, checkpoints and all.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The knee, of which the rate should be some 70 %%, is found by perf sweep. With --out the page",
            "shows the times second by second, beside collections, checkpoints and new files."
        })
public final class Soak extends Scenario {
    @Option(names = "--rate", paramLabel = "N", required = true, description = "Events a second, open loop.")
    private int rate;

    @Option(names = "--duration", paramLabel = "S", description = "Seconds (default: ${DEFAULT-VALUE}).")
    private int duration = 1_200;

    @Option(names = "--arrival", description = "How events come: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Arrival arrival = Arrival.POISSON;

    @Override
    protected boolean run(final RigSettings settings, final PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException {
        final Pace pace = new Pace(rate, duration, arrival);
        try (IngestRun run = new IngestRun(settings)) {
            final Figures found = new SoakRun(settings, directory()).run(run.start(), pace);
            out.println(SoakRun.summary(found, pace));
            kept().add("soak", found.all());
            final boolean reached = IngestResult.isReached(found);
            if (!reached) {
                out.println("FAIL: the rate was missed");
            }
            return run.reconcile().print(out) && reached;
        }
    }
}
