package io.ratinggrid.perf.scenario;

import java.util.List;

import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.workload.Skew;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ratinggrid perf hot-account}: one account that is a writer of its own and cannot be shared out. */
@Command(
        name = "hot-account",
        description = "The same events, a part of them of one single account: what does it cost?",
        mixinStandardHelpOptions = true)
public final class HotAccount extends SideBySide {
    @Option(
            names = "--shares",
            split = ",",
            paramLabel = "PERCENT",
            description = "Of the events are of one account, one way after another (default: ${DEFAULT-VALUE}).")
    private List<String> shares = List.of("0.1%", "5%", "20%");

    @Override
    protected List<String> own() {
        return List.of("--skew");
    }

    @Override
    List<Variant> variants(final RigSettings settings) {
        return shares.stream()
                .map(share -> new Variant(share, settings.with(Skew.of("one:" + share))))
                .toList();
    }
}
