package io.ratinggrid.perf.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.Arrival;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.RigSettings;
import picocli.CommandLine.Option;

/** A verb that runs the same events in several ways, and sets them side by side. */
abstract class SideBySide extends Scenario {
    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Rounds, one after another (default: ${DEFAULT-VALUE}).")
    private int repeat = 1;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Events a second of each way, open loop (default: as fast as it goes).")
    private int rate;

    @Option(names = "--duration", paramLabel = "S", description = "Seconds at that rate (default: ${DEFAULT-VALUE}).")
    private int duration = 30;

    @Option(names = "--arrival", description = "How events come: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Arrival arrival = Arrival.CONST;

    @Override
    protected final boolean run(final RigSettings settings, final PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException {
        final Variants.Way way = rate == 0 ? BulkRun::of : each -> BulkRun.at(new Pace(rate, duration, arrival), each);
        out.println(
                rate == 0
                        ? "closed loop: as fast as it goes, times are behind a backlog"
                        : "open loop: times count from the planned moment");
        return new Variants(variants(settings), way, kept(), out).run(repeat);
    }

    /** The ways; the first is what the others are compared with. */
    abstract List<Variant> variants(RigSettings settings);
}
