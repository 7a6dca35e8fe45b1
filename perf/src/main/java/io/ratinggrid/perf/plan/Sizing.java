package io.ratinggrid.perf.plan;

/** How many nodes what is asked takes, and why: each figure is one product of what was measured and what is asked. */
final class Sizing {
    /** A loss of one node must leave a majority. */
    private static final int LEAST_NODES = 3;
    /** So that shares are even within some percent, and a node that dies is spread over all others. */
    private static final int PARTITIONS_OF_A_CORE = 4;
    /** Of Ignite's rendezvous affinity. */
    private static final int MOST_PARTITIONS = 65_000;
    /** Commands that a commit holds at most. */
    private static final int MOST_OF_AN_ENTRY = 1_024;

    private static final double US = 1e6;
    private static final double GB = 1e9;
    private static final double MB = 1e6;
    private static final double MILLION = 1e6;
    private static final double MS_OF_S = 1e3;

    private final Demand demand;
    private final Machines machines;
    private final Costs costs;
    private final int nodes;
    private final int partitions;

    private Sizing(final Demand demand, final Machines machines, final Costs costs, final int nodes) {
        this.demand = demand;
        this.machines = machines;
        this.costs = costs;
        this.nodes = nodes;
        partitions = partitionsOf(nodes, machines);
    }

    /** The fewest nodes that suffice. */
    static Sizing of(final Demand demand, final Machines machines, final Costs costs) {
        int count = Math.max(LEAST_NODES, demand.copies() + 2);
        Sizing sizing = new Sizing(demand, machines, costs, count);
        while (!sizing.suffices()) {
            sizing = new Sizing(demand, machines, costs, ++count);
        }
        return sizing;
    }

    /** What is chosen, not measured. */
    static void rows(final Inputs inputs) {
        inputs.row("least nodes", LEAST_NODES, "nodes", "or two more than copies", "chosen: one may die");
        inputs.row("partitions of a core", PARTITIONS_OF_A_CORE, "partitions", "a power of two of all", "chosen");
        inputs.row("most partitions", MOST_PARTITIONS, "partitions", "of a grid", "Ignite's affinity");
        inputs.row(
                "events of an entry", MOST_OF_AN_ENTRY, "events", "at most", "reckoned: 256 KiB, 224 bytes an event");
    }

    /** With one of them dead. */
    private boolean suffices() {
        final int left = nodes - 1;
        return nodeCores() <= left * machines.usable() && memoryGb() <= left * machines.memoryGb();
    }

    private static int partitionsOf(final int count, final Machines machines) {
        final long wanted = (long) count * machines.cores() * PARTITIONS_OF_A_CORE;
        final long powerOfTwo = Long.highestOneBit(Math.max(64, wanted) * 2 - 1);
        return (int) Math.min(powerOfTwo, MOST_PARTITIONS);
    }

    Demand demand() {
        return demand;
    }

    /** What each node is. */
    Machines machines() {
        return machines;
    }

    int nodes() {
        return nodes;
    }

    int partitions() {
        return partitions;
    }

    /** Events of an entry in the busiest second: those that come while the one before is committed, or until gateways may send it. */
    double eventsOfAnEntry() {
        final double whileOneCommits = demand.peakRate()
                / partitions
                * CommitTimes.of(costs, demand.copies()).meanMs()
                / MS_OF_S;
        final double untilSent = demand.peakRate() / demand.allBatchesPerSecond();
        return Math.max(1, Math.min(MOST_OF_AN_ENTRY, Math.max(whileOneCommits, untilSent)));
    }

    /** Seconds in which each partition gets its turn at a gateway that sends as many batches as it may. */
    double turnSeconds() {
        return (double) partitions / demand.batchesPerSecond();
    }

    /** Cores' worth of all nodes in the busiest second: owners, and copies. */
    double nodeCores() {
        final double entryUs = costs.of(Cost.OWNER_ENTRY) / eventsOfAnEntry();
        return demand.peakRate()
                * (costs.of(Cost.OWNER_EVENT)
                        + entryUs
                        + demand.copies() * (costs.of(Cost.COPY_EVENT) + costs.of(Cost.COPY_ENTRY) / eventsOfAnEntry()))
                / US;
    }

    /** Cores' worth of all gateways in the busiest second. */
    double gatewayCores() {
        return demand.peakRate()
                * (costs.of(Cost.GATEWAY_EVENT) + costs.of(Cost.GATEWAY_BATCH) / eventsOfAnEntry())
                / US;
    }

    /** Of all nodes: hot accounts and duplicate windows, with those that are followed, and images with their copies. */
    double memoryGb() {
        final double states =
                (demand.accounts() * costs.of(Cost.ACCOUNT_MEMORY) + claims() * costs.of(Cost.CLAIM_MEMORY))
                        * demand.states();
        return (states + imageBytes() * (1 + demand.copies())) / GB;
    }

    /** Of one node: the journal for as long as it is kept, and the images twice, as they are written beside the old ones. */
    double diskGb() {
        final double journal = (double) demand.eventsPerDay() * demand.retentionDays() * costs.of(Cost.JOURNAL_EVENT);
        return (journal + 2 * imageBytes()) * (1 + demand.copies()) / nodes / GB;
    }

    /** Events in all duplicate windows. */
    private double claims() {
        return (double) demand.eventsPerDay() * demand.windowDays();
    }

    /** Of one copy of all images. */
    private double imageBytes() {
        return demand.accounts() * costs.of(Cost.ACCOUNT_IMAGE) + claims() * costs.of(Cost.CLAIM_IMAGE);
    }

    /** Written by one node in the busiest second, if an event costs so many bytes: {@code DISK_EVENT} or {@code DISK_STEADY_EVENT}. */
    double diskMbPerS(final Cost event) {
        return demand.peakRate() * costs.of(event) * (1 + demand.copies()) / nodes / MB;
    }

    /** In and out of one node in the busiest second: from gateways, and to copies. */
    double networkMbPerS() {
        return demand.peakRate()
                * (costs.of(Cost.WIRE_EVENT) + 2 * costs.of(Cost.JOURNAL_EVENT) * demand.copies())
                / nodes
                / MB;
    }

    /** Until a node that was killed answers for the last of its partitions, by two cores: what more of them make of it was not measured. */
    double recoverySeconds() {
        final double perMillion =
                demand.accounts() * costs.of(Cost.RECOVERY_ACCOUNTS) + claims() * costs.of(Cost.RECOVERY_CLAIMS);
        return costs.of(Cost.RECOVERY_START) + perMillion / nodes / MILLION;
    }
}
