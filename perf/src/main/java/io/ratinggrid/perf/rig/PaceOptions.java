package io.ratinggrid.perf.rig;

import java.util.Optional;

import picocli.CommandLine.Option;

/** Options of verbs that send events as fast as they go, or at a rate. */
public final class PaceOptions {
    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Events a second, open loop (default: as fast as it goes).")
    private int rate;

    @Option(names = "--duration", paramLabel = "S", description = "Seconds at that rate (default: ${DEFAULT-VALUE}).")
    private int duration = 30;

    @Option(names = "--arrival", description = "How events come: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Arrival arrival = Arrival.CONST;

    /** Empty: as fast as they go. */
    public Optional<Pace> pace() {
        return rate == 0 ? Optional.empty() : Optional.of(new Pace(rate, duration, arrival));
    }
}
