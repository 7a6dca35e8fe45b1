package io.ratinggrid.perf.scenario;

import java.util.List;

import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.workload.Skew;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ratinggrid perf skew}: hot accounts beside accounts that are all alike. */
@Command(
        name = "skew",
        description = "The same events, drawn from accounts that use more and less: what does it cost?",
        mixinStandardHelpOptions = true)
public final class Skews extends SideBySide {
    @Option(
            names = "--skews",
            split = ",",
            paramLabel = "SKEW",
            description = "Which accounts use how much, one way after another (default: ${DEFAULT-VALUE}).")
    private List<String> skews = List.of("none", "hot:1%:50%", "hot:0.1%:90%");

    @Override
    protected List<String> own() {
        return List.of("--skew");
    }

    @Override
    List<Variant> variants(final RigSettings settings) {
        return skews.stream()
                .map(skew -> new Variant(skew, settings.with(Skew.of(skew))))
                .toList();
    }
}
