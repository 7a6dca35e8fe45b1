package io.ratinggrid.perf.plan;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

import org.HdrHistogram.Histogram;

/**
 * A queueing model of the path, event by event: a gateway takes what has come for a partition as a batch, when it is the partition's turn
 * of the batches that may be sent in a second; the partition's node rates one batch at a time on one core of its machine, and commits them
 * in order, one commit at a time; the next batch is rated meanwhile. Times are in nanoseconds. Used once; one thread.
 */
final class QueueModel {
    private static final double NS_OF_US = 1e3;
    private static final double NS_OF_MS = 1e6;
    private static final double NS_OF_S = 1e9;
    /** Of the normal distribution. */
    private static final double P99 = 2.326;

    private static final int MOST_OF_A_BATCH = 1_024;
    /** For so long turns that were not used count, as a gateway's do. */
    private static final long BURST_NS = 20_000_000;

    private static final int WARM_PART = 10;
    private static final int DIGITS = 3;

    /**
     * What is modelled.
     *
     * @param rate       events a second, of all
     * @param nodes      of the grid
     * @param partitions spread evenly over them
     * @param hosts      machines that the nodes share: as many as nodes, or fewer
     * @param cores      of a host
     * @param batchesPerSecond that all gateways together send at most
     * @param gatewayOnHost the gateway's work is done on the first host too, else on cores of its own
     * @param seconds    modelled
     * @param seed       of all that is drawn
     */
    record Setting(
            double rate,
            int nodes,
            int partitions,
            int hosts,
            int cores,
            double batchesPerSecond,
            boolean gatewayOnHost,
            double seconds,
            long seed) {}

    /** Something that happens: an arrival (partition below 0), a batch that may be sent again, the end of work on a core, or of a commit. */
    private record Happening(long atNs, int kind, int partition, int host) implements Comparable<Happening> {
        static final int ARRIVAL = 0;
        static final int SENT = 1;
        static final int RATED = 2;
        static final int COMMITTED = 3;
        static final int TURN = 4;

        @Override
        public int compareTo(final Happening other) {
            return Long.compare(atNs, other.atNs);
        }
    }

    /** Times at which events of a batch were to be sent. */
    private static final class Batch {
        private long[] dueNs = new long[8];
        private int size;

        void add(final long ns) {
            if (size == dueNs.length) {
                dueNs = Arrays.copyOf(dueNs, size * 2);
            }
            dueNs[size++] = ns;
        }

        /** Takes the first events of another. */
        void take(final Batch other, final int most) {
            final int taken = Math.min(most, other.size);
            for (int i = 0; i < taken; i++) {
                add(other.dueNs[i]);
            }
            System.arraycopy(other.dueNs, taken, other.dueNs, 0, other.size - taken);
            other.size -= taken;
        }
    }

    /** One partition's way. */
    private static final class Lane {
        private final Batch atGateway = new Batch();
        private final Batch atNode = new Batch();
        private Batch sending = new Batch();
        private Batch rating = new Batch();
        private Batch committing = new Batch();
        private boolean sendingQueued;
        private boolean ratingQueued;
        private boolean rated;
    }

    /** Work that waits for a core of a host: kind and partition. */
    private record Work(int kind, int partition, long ns) {}

    private static final class Host {
        private final ArrayDeque<Work> waiting = new ArrayDeque<>();
        private int free;
        private long busyNs;
    }

    private final Setting setting;
    private final Costs costs;
    private final int copies;
    private final SplittableRandom random;
    private final PriorityQueue<Happening> happenings = new PriorityQueue<>();
    private final Lane[] lanes;
    /** Partitions whose batches wait for their turn. */
    private final ArrayDeque<Integer> turns = new ArrayDeque<>();

    private final long turnNs;
    private long nextTurnNs;
    private final Host[] hosts;
    private final Histogram latencies = new Histogram(DIGITS);
    private final double sigma;
    private final double mu;
    private long entries;
    private long events;
    private long endNs;

    QueueModel(final Setting setting, final Costs costs, final int copies) {
        this.setting = setting;
        this.costs = costs;
        this.copies = copies;
        random = new SplittableRandom(setting.seed());
        lanes = new Lane[setting.partitions()];
        Arrays.setAll(lanes, i -> new Lane());
        hosts = new Host[setting.hosts() + (setting.gatewayOnHost() ? 0 : 1)];
        Arrays.setAll(hosts, i -> new Host());
        turnNs = (long) (NS_OF_S / setting.batchesPerSecond());
        sigma = sigma(costs.of(Cost.COMMIT_MEAN), costs.of(Cost.COMMIT_P99));
        mu = Math.log(costs.of(Cost.COMMIT_MEAN) * NS_OF_MS) - sigma * sigma / 2;
    }

    /** Of the lognormal distribution with this mean and 99th percentile; the widest there is if none has them. */
    private static double sigma(final double mean, final double p99) {
        final double ratio = Math.log(Math.max(1, p99 / mean));
        final double root = P99 * P99 - 2 * ratio;
        return root < 0 ? P99 : P99 - Math.sqrt(root);
    }

    QueueModel run() {
        for (final Host host : hosts) {
            host.free = setting.cores();
        }
        endNs = (long) (setting.seconds() * NS_OF_S);
        happenings.add(new Happening(gapNs(), Happening.ARRIVAL, -1, -1));
        while (!happenings.isEmpty()) {
            happen(happenings.poll());
        }
        return this;
    }

    private long gapNs() {
        return Math.max(1, (long) (-Math.log(1 - random.nextDouble()) * NS_OF_S / setting.rate()));
    }

    private void happen(final Happening now) {
        switch (now.kind()) {
            case Happening.ARRIVAL -> arrive(now.atNs());
            case Happening.SENT -> {
                release(now);
                sent(now.atNs(), now.partition());
            }
            case Happening.RATED -> {
                release(now);
                rated(now.atNs(), now.partition());
            }
            case Happening.TURN -> takeTurn(now.atNs());
            default -> committed(now.atNs(), now.partition());
        }
    }

    private void arrive(final long nowNs) {
        if (nowNs >= endNs) {
            return;
        }
        final int partition = random.nextInt(lanes.length);
        lanes[partition].atGateway.add(nowNs);
        send(nowNs, partition);
        happenings.add(new Happening(nowNs + gapNs(), Happening.ARRIVAL, -1, -1));
    }

    private void send(final long nowNs, final int partition) {
        final Lane lane = lanes[partition];
        if (!lane.sendingQueued && lane.atGateway.size > 0) {
            lane.sendingQueued = true;
            turns.add(partition);
            if (turns.size() == 1) {
                waitForTurn(nowNs);
            }
        }
    }

    private void waitForTurn(final long nowNs) {
        happenings.add(new Happening(Math.max(nowNs, nextTurnNs), Happening.TURN, -1, -1));
    }

    private void takeTurn(final long nowNs) {
        nextTurnNs = Math.max(nextTurnNs, nowNs - BURST_NS) + turnNs;
        work(nowNs, setting.gatewayOnHost() ? 0 : hosts.length - 1, Happening.SENT, turns.poll());
        if (!turns.isEmpty()) {
            waitForTurn(nowNs);
        }
    }

    private void sent(final long nowNs, final int partition) {
        final Lane lane = lanes[partition];
        lane.sendingQueued = false;
        lane.atNode.take(lane.sending, lane.sending.size);
        send(nowNs, partition);
        rate(nowNs, partition);
    }

    private void rate(final long nowNs, final int partition) {
        final Lane lane = lanes[partition];
        if (!lane.ratingQueued && !lane.rated && lane.atNode.size > 0) {
            lane.ratingQueued = true;
            work(nowNs, hostOf(partition), Happening.RATED, partition);
        }
    }

    private int hostOf(final int partition) {
        return partition % setting.nodes() % setting.hosts();
    }

    private void rated(final long nowNs, final int partition) {
        final Lane lane = lanes[partition];
        lane.ratingQueued = false;
        lane.rated = true;
        commit(nowNs, partition);
    }

    private void commit(final long nowNs, final int partition) {
        final Lane lane = lanes[partition];
        if (lane.rated && lane.committing.size == 0) {
            final Batch done = lane.committing;
            lane.committing = lane.rating;
            lane.rating = done;
            lane.rated = false;
            entries++;
            events += lane.committing.size;
            happenings.add(new Happening(nowNs + commitNs(), Happening.COMMITTED, partition, -1));
            rate(nowNs, partition);
        }
    }

    private long commitNs() {
        return (long) Math.exp(mu + sigma * gauss());
    }

    private double gauss() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private void committed(final long nowNs, final int partition) {
        final Lane lane = lanes[partition];
        for (int i = 0; i < lane.committing.size; i++) {
            if (lane.committing.dueNs[i] > endNs / WARM_PART) {
                latencies.recordValue(nowNs - lane.committing.dueNs[i]);
            }
        }
        lane.committing.size = 0;
        commit(nowNs, partition);
    }

    /** Work begins when a core is free; what the batch holds is settled then. */
    private void work(final long nowNs, final int host, final int kind, final int partition) {
        hosts[host].waiting.add(new Work(kind, partition, nowNs));
        begin(nowNs, host);
    }

    private void begin(final long nowNs, final int index) {
        final Host host = hosts[index];
        while (host.free > 0 && !host.waiting.isEmpty()) {
            final Work next = host.waiting.poll();
            host.free--;
            final long ns = next.kind() == Happening.SENT ? sendNs(next.partition()) : rateNs(next.partition());
            host.busyNs += ns;
            happenings.add(new Happening(nowNs + ns, next.kind(), next.partition(), index));
        }
    }

    private long sendNs(final int partition) {
        final Lane lane = lanes[partition];
        lane.sending.take(lane.atGateway, MOST_OF_A_BATCH);
        return (long) ((costs.of(Cost.GATEWAY_BATCH) + lane.sending.size * costs.of(Cost.GATEWAY_EVENT)) * NS_OF_US);
    }

    /** The work of the copies' nodes is counted here: they are as many as owners, and as busy. */
    private long rateNs(final int partition) {
        final Lane lane = lanes[partition];
        lane.rating.take(lane.atNode, MOST_OF_A_BATCH);
        final double entryUs = costs.of(Cost.OWNER_ENTRY) * (1 + copies * costs.of(Cost.COPY_SHARE));
        return (long) ((entryUs + lane.rating.size * costs.of(Cost.OWNER_EVENT)) * NS_OF_US);
    }

    private void release(final Happening now) {
        hosts[now.host()].free++;
        begin(now.atNs(), now.host());
    }

    /** From the moment at which an event comes to its committed answer, nanoseconds; the first tenth left out. */
    Histogram latencies() {
        return latencies;
    }

    /** Events of a journal entry, mean. */
    double eventsOfAnEntry() {
        return (double) events / Math.max(1, entries);
    }

    /** CPU of an event, microseconds, of all hosts. */
    double cpuUs() {
        return Arrays.stream(hosts).mapToLong(host -> host.busyNs).sum() / NS_OF_US / Math.max(1, events);
    }

    /** Part of the busiest host's cores that was used. */
    double busiest() {
        return Arrays.stream(hosts).mapToLong(host -> host.busyNs).max().orElse(0)
                / (setting.seconds() * NS_OF_S * setting.cores());
    }
}
