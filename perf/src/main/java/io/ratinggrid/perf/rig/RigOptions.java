package io.ratinggrid.perf.rig;

import java.nio.file.Path;
import java.util.Locale;

import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.ingest.stream.SenderSettings;
import io.ratinggrid.perf.workload.CanonicalCatalog;
import io.ratinggrid.perf.workload.Skew;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of all verbs that measure the whole path. */
public final class RigOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--accounts", paramLabel = "N", description = "Open before it begins (default: ${DEFAULT-VALUE}).")
    private int accounts = 1_000_000;

    @Option(names = "--events", paramLabel = "N", description = "Measured (default: ${DEFAULT-VALUE}).")
    private int events = 5_000_000;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description = "Events before them, of the same kind, for each node (default: ${DEFAULT-VALUE}).")
    private int warmUp = 6_000_000;

    @Option(names = "--prefixes", paramLabel = "N", description = "Of the deck (default: ${DEFAULT-VALUE}).")
    private int prefixes = CanonicalCatalog.PREFIXES;

    @Option(names = "--partitions", paramLabel = "N", description = "Of the grid (default: ${DEFAULT-VALUE}).")
    private int partitions = 256;

    @Option(names = "--nodes", paramLabel = "N", description = "Processes (default: ${DEFAULT-VALUE}).")
    private int nodes = 1;

    @Option(
            names = "--backups",
            paramLabel = "N",
            description = "Copies of each partition besides the first (default: ${DEFAULT-VALUE}).")
    private int backups;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description =
                    "Events handed to the gateway at once as fast as they go; those that are timed, one in 1,000 and all"
                            + " at a rate, are handed over alone (default: ${DEFAULT-VALUE}).")
    private int batch = 1_024;

    @Option(
            names = "--batches-per-second",
            paramLabel = "N",
            description = "Batches that the gateway sends at most, of all partitions (default: ${DEFAULT-VALUE}).")
    private int batchesPerSecond = SenderSettings.BATCHES_PER_SECOND;

    @Option(
            names = "--skew",
            paramLabel = "SKEW",
            description =
                    "Which accounts use how much: none, hot:1%%:50%%, or one:5%% of a single one (default: ${DEFAULT-VALUE}).")
    private String skew = "none";

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            description = "What an answer survives: process or power (default: ${DEFAULT-VALUE}).")
    private String durability = "process";

    @Option(
            names = "--window-days",
            paramLabel = "N",
            description = "Back that duplicates are looked for, in the events' own time (default: ${DEFAULT-VALUE}).")
    private int windowDays = RigSettings.WINDOW_DAYS;

    @Option(
            names = "--heap",
            paramLabel = "MB",
            description = "Of each node's JVM, touched before it begins; more than two nodes share what two have"
                    + " (default: ${DEFAULT-VALUE}).")
    private int heapMb = RigSettings.HEAP_MB;

    @Option(
            names = "--pin",
            paramLabel = "CPUS",
            description = "All processes of the run on these CPUs of this machine, as taskset names them: 0-3,8"
                    + " (default: on all).")
    private String pin = "";

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is drawn (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    private void pin() {
        try {
            Pin.to(pin);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** What is not in the settings: which CPUs, if not all. */
    public String pinned() {
        return pin.isEmpty() ? "" : " --pin " + pin;
    }

    /**
     * Also pins this process, with all that it starts from now on, if that is wanted.
     *
     * @throws ParameterException if it cannot be pinned so
     */
    public RigSettings settings(final Path directory) {
        if (!pin.isEmpty()) {
            pin();
        }
        return new RigSettings(
                directory,
                accounts,
                events,
                warmUp,
                prefixes,
                partitions,
                nodes,
                backups,
                batch,
                batchesPerSecond,
                Skew.of(skew),
                Durability.valueOf(durability.toUpperCase(Locale.ROOT)),
                windowDays,
                heapMb,
                seed,
                GeneratorPlace.HERE);
    }
}
