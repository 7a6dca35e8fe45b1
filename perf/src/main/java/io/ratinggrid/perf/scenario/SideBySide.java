package io.ratinggrid.perf.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.PaceOptions;
import io.ratinggrid.perf.rig.RigSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A verb that runs the same events in several ways, and sets them side by side. */
abstract class SideBySide extends Scenario {
    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Rounds, one after another (default: ${DEFAULT-VALUE}).")
    private int repeat = 1;

    @Mixin
    private PaceOptions pace;

    @Override
    protected final boolean run(final RigSettings settings, final PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException {
        final Optional<Pace> wanted = pace.pace();
        final Variants.Way way = one -> wanted.isPresent() ? BulkRun.at(wanted.get(), one) : BulkRun.of(one);
        out.println(
                wanted.isPresent()
                        ? "open loop: times count from the planned moment"
                        : "closed loop: as fast as it goes, times are behind a backlog");
        return new Variants(variants(settings), way, kept(), out).run(repeat);
    }

    /** The ways; the first is what the others are compared with. */
    abstract List<Variant> variants(RigSettings settings);
}
