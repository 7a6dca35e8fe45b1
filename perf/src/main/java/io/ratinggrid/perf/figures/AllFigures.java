package io.ratinggrid.perf.figures;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.perf.Environment;
import io.ratinggrid.perf.Machine;
import io.ratinggrid.perf.canonical.Round;
import io.ratinggrid.perf.charge.ChargeLoad;
import io.ratinggrid.perf.rig.Arrival;
import io.ratinggrid.perf.rig.GeneratorOptions;
import io.ratinggrid.perf.rig.Objective;
import io.ratinggrid.perf.rig.RigOptions;
import io.ratinggrid.perf.rig.RigSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf figures}: every figure that has a floor and an aim, in rounds, as one table. */
@Command(
        name = "figures",
        description = "Every figure that has a floor and an aim, in rounds of all parts, as one table.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A round measures each part once; medians are over rounds, so that what else the machine",
            "did meets all parts alike. Nodes, copies and durability are each part's own. Exit code 1:",
            "a part failed, was not reconciled or missed a rate; it is named and not counted, the others still run.",
            "docs/PERFORMANCE.md says how long it takes."
        })
public final class AllFigures implements Callable<Integer> {
    private static final List<String> PARTS = List.of(
            "limit",
            "ingest",
            "standby",
            "power",
            "baseline",
            "backup",
            "three",
            "charge",
            "memory",
            "partitions",
            "soak");

    @Mixin
    private RigOptions options;

    @Mixin
    private GeneratorOptions generator;

    @Option(names = "--rounds", paramLabel = "N", description = "Of all parts (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Only these parts: limit, ingest, standby, power, baseline, backup, three, charge, memory, partitions,"
                            + " soak (default: all).")
    private List<String> only = PARTS;

    @Option(
            names = "--paced",
            paramLabel = "S",
            description = "Seconds of ingest at a quarter of its highest rate (default: ${DEFAULT-VALUE}).")
    private int paced = 20;

    @Option(
            names = "--counts",
            split = ",",
            paramLabel = "N",
            description = "Partitions, one grid after another (default: ${DEFAULT-VALUE}).")
    private List<Integer> counts = List.of(16, 64, 256, 1_024);

    @Option(
            names = "--charged",
            paramLabel = "N",
            description = "Accounts that have sessions, besides the others (default: ${DEFAULT-VALUE}).")
    private int charged = 100_000;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "Of sessions, of each closed loop and to warm up (default: ${DEFAULT-VALUE}).")
    private int requests = 30_000;

    @Option(
            names = "--duration",
            paramLabel = "S",
            description = "Seconds of each open loop of requests (default: ${DEFAULT-VALUE}).")
    private int duration = 20;

    @Option(
            names = "--drain",
            paramLabel = "N",
            description = "Queued events that drain beside requests (default: ${DEFAULT-VALUE}).")
    private int drain = 10_000_000;

    @Option(names = "--soak", paramLabel = "S", description = "Seconds of the soak (default: ${DEFAULT-VALUE}).")
    private int soak = 1_200;

    @Option(
            names = "--soak-rate",
            paramLabel = "N",
            description = "Events a second of the soak (default: 70 %% of the knee, which is found first).")
    private int soakRate;

    @Option(
            names = "--slo",
            paramLabel = "pN=Nms",
            description = "What rates up to the knee keep: a percentile and its time (default: ${DEFAULT-VALUE}).")
    private String objective = "p99=200ms";

    @Option(
            names = "--step",
            paramLabel = "S",
            description = "Seconds of each rate until the knee is found (default: ${DEFAULT-VALUE}).")
    private int step = 10;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where result.json, figures.md and the last soak's report.html go (default: nowhere).")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        final PrintWriter out = spec.commandLine().getOut();
        final RigSettings settings = settings();
        final List<Part> parts = wanted();
        final Board board = new Board(Environment.begin(), text(settings));
        if (directory != null) {
            Files.createDirectories(directory);
        }
        out.println(Machine.describe());
        out.println(text(settings));
        out.flush();
        new Rounds(parts, settings, board, out).run(rounds, () -> keep(board));
        out.println();
        out.print(board.text());
        out.flush();
        return board.isGood() ? 0 : 1;
    }

    private void keep(final Board board) throws IOException {
        if (directory != null) {
            board.write(directory);
        }
    }

    private RigSettings settings() {
        try {
            return generator.in(options.settings(Path.of("")).withNodes(1, 0).with(Durability.PROCESS));
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<Part> wanted() {
        try {
            if (rounds < 1 || !PARTS.containsAll(only)) {
                throw new IllegalArgumentException("rounds=" + rounds + " only=" + String.join(",", only)
                        + ", must be one round at least, and of " + String.join(",", PARTS));
            }
            return parts().stream().filter(part -> only.contains(part.name())).toList();
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** In the order of a round. */
    private List<Part> parts() {
        final List<Part> all = new ArrayList<>(List.of(
                new Part("limit", new RoundPart(paced, Round::limit)),
                new Part("ingest", new RoundPart(paced, Round::ingest)),
                new Part("standby", new StandbyPart()),
                new Part("power", new BulkPart(BulkPart.POWER, own -> own.with(Durability.POWER))),
                new Part("baseline", new RoundPart(paced, Round::baseline)),
                new Part("backup", new BulkPart(BulkPart.BACKUP, own -> own.withNodes(2, 1))),
                new Part("three", new BulkPart(BulkPart.THREE, own -> own.withNodes(3, 0))),
                new Part(
                        "charge",
                        new ChargePart(
                                new ChargeLoad(charged, requests, requests, 0, duration, Arrival.POISSON, drain))),
                new Part("memory", new MemoryPart())));
        counts.forEach(count ->
                all.add(new Part("partitions", new BulkPart(count + " partitions", own -> own.withPartitions(count)))));
        all.add(new Part("soak", new SoakPart(soak, soakRate, Objective.of(objective), step, directory)));
        return all;
    }

    private String text(final RigSettings settings) {
        return "%s --rounds %d --only %s --paced %d --counts %s --charged %d --requests %d --duration %d --drain %d --soak %d --soak-rate %d --slo %s --step %d"
                .formatted(
                        settings.text() + options.pinned(),
                        rounds,
                        String.join(",", only),
                        paced,
                        String.join(",", counts.stream().map(String::valueOf).toList()),
                        charged,
                        requests,
                        duration,
                        drain,
                        soak,
                        soakRate,
                        objective,
                        step);
    }
}
