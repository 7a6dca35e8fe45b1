package io.ratinggrid.perf.plan;

import java.io.PrintWriter;

import org.HdrHistogram.Histogram;

/** Prints what a plan comes to: what is needed and why, and times by the model. One thread. */
final class Report {
    private static final double MS = 1e6;
    private static final double WHOLE = 100;
    /** Some million events are enough for a p99.9. */
    private static final double MODELLED_EVENTS = 4e6;

    private static final double MOST_MODELLED_S = 20;
    private static final double MOST_MODELLED_EVENTS = 4e7;

    private final Sizing sizing;
    private final Costs costs;
    private final PrintWriter out;

    Report(final Sizing sizing, final Costs costs, final PrintWriter out) {
        this.sizing = sizing;
        this.costs = costs;
        this.out = out;
    }

    void printNeeded() {
        final Demand demand = sizing.demand();
        final Machines machines = sizing.machines();
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
                "| written by a node | %,.1f to %,.1f MB/s | in the busiest second, as fast as it goes and at a steady rate, with a gateway's |%n",
                sizing.diskMbPerS(Cost.DISK_EVENT), sizing.diskMbPerS(Cost.DISK_STEADY_EVENT));
        out.printf("| network of a node | %,.1f MB/s | in the busiest second |%n", sizing.networkMbPerS());
        out.printf(
                "| a node that was killed | %,.0f s | until it could answer for all that it had, alone, by two cores |%n",
                sizing.recoverySeconds());
    }

    /** Of the model with this seed. */
    void printTimes(final long seed) {
        out.println();
        final int copies = sizing.demand().copies();
        final CommitTimes commits = CommitTimes.of(costs, copies);
        out.printf(
                "By a queueing model, all nodes alive. Commit times: mean %.2f ms, median %.2f, p99 %.2f, longest %.1f (%s).%n",
                commits.meanMs(),
                commits.ms(0.5),
                commits.ms(0.99),
                commits.ms(1),
                costs.origin(CommitTimes.parts(copies).get(0.5)));
        out.printf(
                "A gateway that sends all it may has a turn for each partition every %.3f s: %,d partitions, %,d batches a second.%n%n",
                sizing.turnSeconds(), sizing.partitions(), sizing.demand().batchesPerSecond());
        out.println("| | events/s | p50 ms | p99 ms | p99.9 ms | busiest node | busiest gateway | modelled |");
        out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        printModel("mean of the day", sizing.demand().meanRate(), seed);
        printModel("busiest second", sizing.demand().peakRate(), seed);
    }

    /** As many as make a good p99.9, and more than two rounds of turns, unless that were too many events for some minutes. */
    private double modelledSeconds(final double events) {
        final double wanted = Math.max(Math.min(MOST_MODELLED_S, MODELLED_EVENTS / events), 2.5 * sizing.turnSeconds());
        return Math.min(wanted, MOST_MODELLED_EVENTS / events);
    }

    private void printModel(final String name, final double events, final long seed) {
        final Demand demand = sizing.demand();
        final double seconds = modelledSeconds(events);
        final QueueModel model = new QueueModel(
                        new QueueModel.Setting(
                                events,
                                sizing.nodes(),
                                sizing.partitions(),
                                sizing.nodes(),
                                sizing.machines().cores(),
                                demand.gateways(),
                                demand.batchesPerSecond(),
                                false,
                                seconds,
                                seed),
                        costs,
                        demand.copies())
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
