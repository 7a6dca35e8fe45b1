package io.ratinggrid.perf.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.workload.Skew;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ratinggrid perf skew}: hot accounts beside accounts that are all alike. */
@Command(
        name = "skew",
        description = "The same events, drawn from accounts that use more and less: what does it cost?",
        mixinStandardHelpOptions = true)
public final class Skews extends Scenario {
    @Option(
            names = "--skews",
            split = ",",
            paramLabel = "SKEW",
            description = "Which accounts use how much, one way after another (default: ${DEFAULT-VALUE}).")
    private List<String> skews = List.of("none", "hot:1%:50%", "hot:0.1%:90%");

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Rounds, one after another (default: ${DEFAULT-VALUE}).")
    private int repeat = 1;

    @Override
    boolean run(final RigSettings settings, final PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException {
        final List<Variant> variants = skews.stream()
                .map(skew -> new Variant(skew, settings.with(Skew.of(skew))))
                .toList();
        return new Variants(variants, out).run(repeat);
    }
}
