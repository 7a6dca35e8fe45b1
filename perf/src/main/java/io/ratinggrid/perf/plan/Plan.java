package io.ratinggrid.perf.plan;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.ratinggrid.ingest.stream.SenderSettings;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf plan}: the machines that a carrier needs. */
@Command(
        name = "plan",
        description = "From what events, commits and accounts cost to nodes, cores, memory, disks and network.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The grid carries its busiest second with one node dead. Costs are those of costs.properties,",
            "which says where each is from; a file of one's own may name some of them. Times are of a",
            "queueing model of the path; --validate sets it beside real nodes of this machine, with the",
            "error, by costs that it measures here first."
        })
public final class Plan implements Callable<Integer> {
    private static final double WHOLE = 100;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            description = "Accounts that are open (default: ${DEFAULT-VALUE}).")
    private long subscribers = 10_000_000;

    @Option(
            names = "--events-per-day",
            paramLabel = "N",
            description = "On a mean day (default: 20 of each subscriber).")
    private long eventsPerDay;

    @Option(
            names = "--peak",
            paramLabel = "X",
            description = "The busiest second over the mean of the day (default: ${DEFAULT-VALUE}).")
    private double peak = 3;

    @Option(
            names = "--copies",
            paramLabel = "N",
            description = "Of each partition besides the first (default: ${DEFAULT-VALUE}).")
    private int copies = 1;

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            description = "What an answer survives: process or power (default: ${DEFAULT-VALUE}).")
    private String durability = "process";

    @Option(
            names = "--follow",
            arity = "1",
            paramLabel = "true|false",
            description = "Nodes keep ready to open what they have copies of, which takes memory (node.follow-after;"
                    + " default: ${DEFAULT-VALUE}).")
    private boolean followed = true;

    @Option(
            names = "--retention",
            paramLabel = "DAYS",
            description = "For which the journal is kept (default: ${DEFAULT-VALUE}).")
    private int retention = 35;

    @Option(
            names = "--window",
            paramLabel = "DAYS",
            description = "Of the duplicate window (default: ${DEFAULT-VALUE}).")
    private int window = 35;

    @Option(
            names = "--gateways",
            paramLabel = "N",
            description =
                    "That send, each with as many cores as a node: fewer make entries larger, which cost less, and"
                            + " events wait longer (default: ${DEFAULT-VALUE}).")
    private int gateways = 2;

    @Option(
            names = "--batches-per-second",
            paramLabel = "N",
            description =
                    "Of a gateway at most (gateway.batches-per-second): an event waits until its partition gets its turn"
                            + " (default: ${DEFAULT-VALUE}).")
    private int batchesPerSecond = SenderSettings.BATCHES_PER_SECOND;

    @Option(names = "--cores", paramLabel = "N", description = "Of a node (default: ${DEFAULT-VALUE}).")
    private int cores = 16;

    @Option(
            names = "--memory",
            paramLabel = "GB",
            description = "Of a node, for heap and data regions (default: ${DEFAULT-VALUE}).")
    private double memory = 256;

    @Option(
            names = "--busy",
            paramLabel = "PERCENT",
            description = "Of the cores at most, in the busiest second (default: ${DEFAULT-VALUE}).")
    private double busy = 50;

    @Option(names = "--costs", paramLabel = "FILE", description = "Own costs (default: those that are shipped).")
    private Path file;

    @Option(names = "--seed", paramLabel = "N", description = "Of the model (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--validate", description = "Compare the model with 1, 2 and 3 real nodes of this machine.")
    private boolean validated;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Events a second of the comparison (default: ${DEFAULT-VALUE}).")
    private int rate = 8_000;

    @Option(names = "--duration", paramLabel = "S", description = "Of each of its runs (default: ${DEFAULT-VALUE}).")
    private int duration = 15;

    @Option(names = "--accounts", paramLabel = "N", description = "Of the comparison (default: ${DEFAULT-VALUE}).")
    private int accounts = 100_000;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description = "Events of the comparison before it, for each node (default: ${DEFAULT-VALUE}).")
    private int warmUp = 3_000_000;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, CatalogRefusedException {
        final PrintWriter out = spec.commandLine().getOut();
        final Costs process = file == null ? Costs.shipped() : Costs.read(file);
        final Costs costs = durable(process);
        if (validated) {
            out.println(Machine.describe());
            final boolean good = new Validation(rate, duration, accounts, warmUp, seed, out).run(costs);
            out.flush();
            return good ? 0 : 1;
        }
        final Demand demand = new Demand(
                subscribers,
                eventsPerDay == 0 ? subscribers * 20 : eventsPerDay,
                peak,
                copies,
                followed,
                retention,
                window,
                gateways,
                batchesPerSecond);
        final Machines machines = new Machines(cores, memory, busy / WHOLE);
        final Sizing sizing = Sizing.of(demand, machines, costs);
        printAsked(demand, out);
        printInputs(demand, costs, out);
        final Report report = new Report(sizing, costs, out);
        report.printNeeded();
        report.printTimes(seed);
        out.flush();
        return 0;
    }

    private Costs durable(final Costs process) {
        if (durability.equals("process")) {
            return process;
        }
        if (!durability.equals("power") || validated) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--durability=" + durability + " must be process or power, and process with --validate");
        }
        return process.powered();
    }

    private void printAsked(final Demand demand, final PrintWriter out) {
        out.printf(
                "asked: %,d accounts, %,d events a day (%,.0f/s, %,.0f/s in the busiest second), copies besides the first: %d, %s durability%n%n",
                demand.accounts(),
                demand.eventsPerDay(),
                demand.meanRate(),
                demand.peakRate(),
                demand.copies(),
                durability);
    }

    private void printInputs(final Demand demand, final Costs costs, final PrintWriter out) {
        final Inputs inputs = new Inputs(out);
        inputs.begin();
        inputs.row("--subscribers", demand.accounts(), "accounts", "open", given("--subscribers"));
        inputs.row("--events-per-day", demand.eventsPerDay(), "events", "on a mean day", given("--events-per-day"));
        inputs.row("--peak", demand.peak(), "times", "the busiest second over the mean", given("--peak"));
        inputs.row("--copies", demand.copies(), "copies", "of a partition besides the first", given("--copies"));
        inputs.row("--follow", demand.states(), "times", "the state of an account is on a heap", given("--follow"));
        inputs.row("--retention", demand.retentionDays(), "days", "of journal", given("--retention"));
        inputs.row("--window", demand.windowDays(), "days", "of duplicate window", given("--window"));
        inputs.row("--gateways", demand.gateways(), "gateways", "that send", given("--gateways"));
        inputs.row(
                "--batches-per-second",
                demand.batchesPerSecond(),
                "batches",
                "of a gateway at most",
                given("--batches-per-second"));
        inputs.row("--cores", cores, "cores", "of a node, and of a gateway", given("--cores"));
        inputs.row("--memory", memory, "GB", "of a node", given("--memory"));
        inputs.row("--busy", busy, "%", "of the cores at most", given("--busy"));
        Sizing.rows(inputs);
        inputs.rows(costs);
    }

    private String given(final String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option) ? "asked" : "default";
    }
}
