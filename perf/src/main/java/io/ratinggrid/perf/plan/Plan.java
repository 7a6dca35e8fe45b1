package io.ratinggrid.perf.plan;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.ratinggrid.ingest.stream.SenderSettings;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.Machine;
import org.HdrHistogram.Histogram;
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
    private static final double MS = 1e6;
    private static final double WHOLE = 100;
    /** Some million events are enough for a p99.9. */
    private static final double MODELLED_EVENTS = 4e6;

    private static final double MOST_MODELLED_S = 20;
    private static final double MOST_MODELLED_EVENTS = 4e7;

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
        print(demand, machines, sizing, costs, out);
        printTimes(demand, sizing, costs, out);
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

    private void print(
            final Demand demand,
            final Machines machines,
            final Sizing sizing,
            final Costs costs,
            final PrintWriter out) {
        out.printf(
                "asked: %,d accounts, %,d events a day (%,.0f/s, %,.0f/s in the busiest second), copies besides the first: %d, %s durability%n",
                demand.accounts(),
                demand.eventsPerDay(),
                demand.meanRate(),
                demand.peakRate(),
                demand.copies(),
                durability);
        out.println();
        printInputs(demand, costs, out);
        out.println();
        out.println("| needed | | because |");
        out.println("|---|---:|---|");
        out.printf(
                "| nodes | %,d | of %d cores and %,.0f GB, %.0f %% of the cores at most, one of them dead |%n",
                sizing.nodes(), machines.cores(), machines.memoryGb(), machines.busy() * WHOLE);
        out.printf("| partitions | %,d | 4 of a core, a power of two |%n", sizing.partitions());
        out.printf(
                "| cores' work of all nodes | %,.1f | in the busiest second, entries of %.1f events |%n",
                sizing.nodeCores(), sizing.eventsOfAnEntry());
        out.printf(
                "| cores' work of all gateways | %,.1f | in the busiest second, %d of them, %,.0f batches a second |%n",
                sizing.gatewayCores(), demand.gateways(), demand.allBatchesPerSecond());
        out.printf(
                "| memory of all nodes | %,.0f GB | accounts, images, %d days of duplicate window, with copies |%n",
                sizing.memoryGb(), demand.windowDays());
        out.printf(
                "| disk of a node | %,.0f GB | %d days of journal, images twice |%n",
                sizing.diskGb(), demand.retentionDays());
        out.printf(
                "| written by a node | %,.1f to %,.1f MB/s | in the busiest second, as fast as it goes and at a steady rate |%n",
                sizing.diskMbPerS(Cost.DISK_EVENT), sizing.diskMbPerS(Cost.DISK_STEADY_EVENT));
        out.printf("| network of a node | %,.1f MB/s | in the busiest second |%n", sizing.networkMbPerS());
        out.printf(
                "| a node that was killed | %,.0f s | until it could answer for all that it had, alone, by two cores |%n",
                sizing.recoverySeconds());
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

    private void printTimes(final Demand demand, final Sizing sizing, final Costs costs, final PrintWriter out) {
        out.println();
        out.printf(
                "By a queueing model, all nodes alive. Commit times are lognormal: mean %.2f ms (%s), p99 %.2f ms (%s).%n",
                costs.of(Cost.COMMIT_MEAN),
                costs.origin(Cost.COMMIT_MEAN),
                costs.of(Cost.COMMIT_P99),
                costs.origin(Cost.COMMIT_P99));
        out.printf(
                "A partition gets its turn at each gateway within %.3f s: %,d partitions, %,d batches a second.%n%n",
                sizing.turnSeconds(), sizing.partitions(), demand.batchesPerSecond());
        out.println("| | events/s | p50 ms | p99 ms | p99.9 ms | busiest node | busiest gateway | modelled |");
        out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        printModel("mean of the day", demand, demand.meanRate(), sizing, costs, out);
        printModel("busiest second", demand, demand.peakRate(), sizing, costs, out);
    }

    /** As many as make a good p99.9, and more than two rounds of turns, unless that were too many events for some minutes. */
    private static double modelledSeconds(final double events, final Sizing sizing) {
        final double wanted = Math.max(Math.min(MOST_MODELLED_S, MODELLED_EVENTS / events), 2.5 * sizing.turnSeconds());
        return Math.min(wanted, MOST_MODELLED_EVENTS / events);
    }

    private void printModel(
            final String name,
            final Demand demand,
            final double events,
            final Sizing sizing,
            final Costs costs,
            final PrintWriter out) {
        final double seconds = modelledSeconds(events, sizing);
        final QueueModel model = new QueueModel(
                        new QueueModel.Setting(
                                events,
                                sizing.nodes(),
                                sizing.partitions(),
                                sizing.nodes(),
                                cores,
                                demand.gateways(),
                                demand.batchesPerSecond(),
                                false,
                                seconds,
                                seed),
                        costs,
                        copies)
                .run();
        final Histogram times = model.latencies();
        out.printf(
                "| %s | %,.0f | %.1f | %.1f | %.1f | %.0f %% | %.0f %% | %.1f s%s |%n",
                name,
                events,
                times.getValueAtPercentile(50) / MS,
                times.getValueAtPercentile(99) / MS,
                times.getValueAtPercentile(99.9) / MS,
                model.busiestNode() * WHOLE,
                model.busiestGateway() * WHOLE,
                seconds,
                seconds < 2 * sizing.turnSeconds() ? ", too few for the turns: times are longer" : "");
    }
}
