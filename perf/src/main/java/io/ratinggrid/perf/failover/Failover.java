package io.ratinggrid.perf.failover;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.Machine;
import io.ratinggrid.perf.process.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf failover}: kills nodes under load and prints how long partitions paused. */
@Command(
        name = "failover",
        description = "Kills one of three nodes under load, again and again: how long does each partition pause?",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A pause is the longest time between two committed answers of one partition at",
            "the gateway, which runs in this process. Nodes are processes of their own, on",
            "this machine. Between kills the grid becomes whole again. docs/PERFORMANCE.md",
            "explains the rows. At the end all nodes are killed, and every event is looked for",
            "in the journal of their disks. Exit code 1: an event was refused, not rated, not",
            "answered, or is not there once, copies differ, or a partition has not answered",
            "for two minutes after a kill."
        })
public final class Failover implements Callable<Integer> {
    @Option(names = "--accounts", paramLabel = "N", description = "Accounts (default: ${DEFAULT-VALUE}).")
    private int accounts = 1_000_000;

    @Option(names = "--kills", paramLabel = "N", description = "Nodes killed (default: ${DEFAULT-VALUE}).")
    private int kills = 10;

    @Option(names = "--partitions", paramLabel = "N", description = "Of the grid (default: ${DEFAULT-VALUE}).")
    private int partitions = 64;

    @Option(
            names = "--backups",
            paramLabel = "N",
            description = "Copies besides the first (default: ${DEFAULT-VALUE}).")
    private int backups = 1;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Usage events a second over all partitions (default: ${DEFAULT-VALUE}).")
    private int rate = 3_200;

    @Option(
            names = "--settle",
            paramLabel = "S",
            description =
                    "Seconds of usage before the first kill; before each a quarter of that (default: ${DEFAULT-VALUE}).")
    private int settle = 80;

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is drawn (default: a new one).")
    private long seed = System.nanoTime();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "Of each node for journal and images (default: ${DEFAULT-VALUE}).")
    private String memory = "2GB";

    @Option(
            names = "--jvm",
            paramLabel = "FLAGS",
            split = " ",
            description = "Flags of each node's JVM (default: ${DEFAULT-VALUE}).")
    private List<String> jvm = List.of("-Xms2g", "-Xmx2g", "-XX:+UseParallelGC");

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Of all processes, kept; one of an earlier run with the same accounts is used again"
                    + " (default: a new one, removed at the end).")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, CatalogRefusedException {
        final PrintWriter out = spec.commandLine().getOut();
        try (RunDirectory run = directory == null ? RunDirectory.passing("failover") : RunDirectory.kept(directory)) {
            final FailoverSettings settings = new FailoverSettings(
                    run.path(), partitions, backups, accounts, rate, kills, settle, memory, jvm, seed);
            out.printf("%s%n%n`%s`%n%nseed %d, nodes' JVM %s%n%n", Machine.describe(), command(), seed, jvm);
            out.flush();
            final boolean good = new FailoverRun(settings, out).go();
            out.printf("%n%s, at the end%n", Machine.describe());
            out.flush();
            return good ? 0 : 1;
        }
    }

    private String command() {
        return "./ratinggrid perf "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }
}
