package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.Machine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf faults}: kills, stops and cuts off a cluster under load, and says whether anything was lost or done twice. */
@Command(
        name = "faults",
        description = "Kills, stops and cuts off nodes and gateways under load; nothing may be lost or done twice.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Three nodes and two gateways as processes of their own. As root each node stands in a network",
            "namespace of its own, else all are on loopback and no network is cut. The exit code is 1 if anything",
            "was lost, doubled or different; then the directory of the run stays, with the logs of all processes.",
            "docs/RELIABILITY.md explains the table.",
            "",
            "Example:",
            "  ratinggrid perf faults --seed 1 --minutes 6",
            "  ratinggrid perf faults --seeds 1..10 --minutes 6 --out faults.md"
        })
public final class Faults implements Callable<Integer> {
    @Option(names = "--seed", paramLabel = "N", description = "Of faults and load (default: a new one).")
    private Long seed;

    @Option(names = "--seeds", paramLabel = "A..B", description = "Runs one after the other, and adds them up.")
    private String seeds;

    @Option(names = "--minutes", paramLabel = "M", description = "Of faults, in each run (default: ${DEFAULT-VALUE}).")
    private double minutes = 6;

    @Option(
            names = "--load",
            paramLabel = "SHARE",
            description = "Of the rate that is sustainable (default: ${DEFAULT-VALUE}).")
    private double load = 0.5;

    @Option(names = "--partitions", paramLabel = "N", description = "Of the grid (default: ${DEFAULT-VALUE}).")
    private int partitions = 64;

    @Option(names = "--accounts", paramLabel = "N", description = "With load (default: ${DEFAULT-VALUE}).")
    private int accounts = 4_000;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "Lines a second at most, whatever is sustainable (default: ${DEFAULT-VALUE}).")
    private int most = 100_000;

    @Option(
            names = "--silence",
            paramLabel = "MS",
            description = "Milliseconds after which a silent node is taken for dead (default: ${DEFAULT-VALUE}).")
    private int silence = 3_000;

    @Option(names = "--faults", paramLabel = "NAMES", description = "Only these, comma separated, as in the table.")
    private String faults = "";

    @Option(names = "--dir", paramLabel = "DIR", description = "Where the runs keep their directories.")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--out", paramLabel = "FILE", description = "The tables, as Markdown and FILE.json.")
    private Path file;

    @Option(names = "--keep", description = "Keep the directories of good runs too.")
    private boolean keep;

    @Option(names = "--proxies", description = "Cuts by proxies, even where namespaces can be made.")
    private boolean proxies;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, CatalogRefusedException {
        final List<Long> all = seeds();
        final String hubName = System.getenv(Hub.VARIABLE);
        final Optional<Hub> hub = hubName == null && !proxies ? Hub.find() : Optional.empty();
        if (hub.isPresent()) {
            return hub.get()
                    .run(
                            root().getParseResult().originalArgs(),
                            "-Xmx" + Runtime.getRuntime().maxMemory() / (1 << 20) + "m");
        }
        final PrintStream out = System.out;
        out.println(Machine.describe());
        if (hubName == null) {
            out.println(
                    Proxies.isPossible()
                            ? "no network namespaces: all on loopback, cut by proxies"
                            : "no network namespaces, no addresses for proxies: all on loopback, the network is not cut");
        }
        if (!NodeClock.canMove()) {
            out.println("no libfaketime (Debian: package faketime): no clock jumps");
        }
        final Path archived = directory
                .toAbsolutePath()
                .resolve("ratinggrid-faults-classes-" + ProcessHandle.current().pid());
        final Archives archives = Archives.make(archived, RunSettings.standard(0, Duration.ZERO, archived));
        final RunReport total = new RunReport();
        for (final long one : all) {
            total.add(run(one, archives, hubName, out));
            if (file != null) {
                Report.write(total, Machine.describe() + "\n\n`" + command() + "`\n", file);
            }
        }
        Directories.delete(archived);
        if (all.size() > 1) {
            out.println("\n" + all.size() + " runs\n\n" + Report.markdown(total));
        }
        return total.isGood() ? 0 : 1;
    }

    private RunReport run(final long one, final Archives archives, final String hubName, final PrintStream out)
            throws IOException, InterruptedException, CatalogRefusedException {
        final Path place = directory
                .toAbsolutePath()
                .resolve("ratinggrid-faults-" + one + "-"
                        + ProcessHandle.current().pid());
        final RunSettings settings = RunSettings.standard(one, Duration.ofMillis(Math.round(minutes * 60_000)), place)
                .withSize(partitions, accounts, most)
                .withLoad(load)
                .withFailureDetection(Duration.ofMillis(silence))
                .withArchives(archives)
                .withFaults(faults);
        out.println("\nseed=" + one + " directory=" + place);
        final Network network = network(hubName, settings);
        final RunReport report;
        try (FaultRun run = new FaultRun(settings, network, out)) {
            report = run.run();
        }
        out.println("\n" + Report.markdown(report));
        if (report.isGood() && !keep) {
            Directories.delete(place);
        } else {
            out.println("seed=" + one + ", data, logs and problems are in " + place);
        }
        out.flush();
        return report;
    }

    private static Network network(final String hubName, final RunSettings settings) throws IOException {
        if (hubName != null) {
            return new Namespaces(hubName, settings.nodes()).make();
        }
        return Proxies.isPossible()
                ? new Proxies(settings.directory().resolve("names"), settings.nodes()).make()
                : new Loopback();
    }

    private List<Long> seeds() {
        final List<Long> all = new ArrayList<>();
        if (seeds == null) {
            all.add(seed == null ? System.nanoTime() : seed);
            return all;
        }
        final String[] ends = seeds.split("\\.\\.");
        for (long one = Long.parseLong(ends[0]); one <= Long.parseLong(ends[ends.length - 1]); one++) {
            all.add(one);
        }
        return all;
    }

    private CommandLine root() {
        CommandLine root = spec.commandLine();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root;
    }

    private String command() {
        return "./ratinggrid perf " + String.join(" ", root().getParseResult().originalArgs());
    }
}
