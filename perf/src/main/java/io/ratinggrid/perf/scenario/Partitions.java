package io.ratinggrid.perf.scenario;

import java.util.List;

import io.ratinggrid.perf.rig.RigSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ratinggrid perf partitions}: as many entries and commits for the same events. */
@Command(
        name = "partitions",
        description = "The same events on grids of few and many partitions: what does it cost?",
        mixinStandardHelpOptions = true)
public final class Partitions extends SideBySide {
    @Option(
            names = "--counts",
            split = ",",
            paramLabel = "N",
            description = "Partitions, one grid after another (default: ${DEFAULT-VALUE}).")
    private List<Integer> counts = List.of(16, 64, 256, 1_024);

    @Override
    protected List<String> own() {
        return List.of("--partitions");
    }

    @Override
    List<Variant> variants(final RigSettings settings) {
        return counts.stream()
                .map(count -> new Variant(String.valueOf(count), settings.withPartitions(count)))
                .toList();
    }
}
