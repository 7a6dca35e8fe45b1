package io.ratinggrid.perf.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.RigSettings;
import picocli.CommandLine.Option;

/** A verb that runs the same events in several ways, and sets them side by side. */
abstract class SideBySide extends Scenario {
    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Rounds, one after another (default: ${DEFAULT-VALUE}).")
    private int repeat = 1;

    @Override
    protected final boolean run(final RigSettings settings, final PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException {
        return new Variants(variants(settings), out).run(repeat);
    }

    /** The ways; the first is what the others are compared with. */
    abstract List<Variant> variants(RigSettings settings);
}
