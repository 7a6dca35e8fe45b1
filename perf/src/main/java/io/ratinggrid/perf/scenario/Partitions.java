package io.ratinggrid.perf.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.RigSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ratinggrid perf partitions}: as many entries and commits for the same events. */
@Command(
        name = "partitions",
        description = "The same events on grids of few and many partitions: what does it cost?",
        mixinStandardHelpOptions = true)
public final class Partitions extends Scenario {
    @Option(
            names = "--counts",
            split = ",",
            paramLabel = "N",
            description = "Partitions, one grid after another (default: ${DEFAULT-VALUE}).")
    private List<Integer> counts = List.of(16, 64, 256, 1_024);

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Rounds, one after another (default: ${DEFAULT-VALUE}).")
    private int repeat = 1;

    @Override
    boolean run(final RigSettings settings, final PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException {
        final List<Variant> variants = counts.stream()
                .map(count -> new Variant(String.valueOf(count), settings.withPartitions(count)))
                .toList();
        return new Variants(variants, out).run(repeat);
    }
}
