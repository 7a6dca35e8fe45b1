package io.ratinggrid.perf.plan;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

import org.HdrHistogram.Histogram;

/**
 * A queueing model of the path, event by event: an event comes to any of the gateways, which forces it to its device if costs say so; a
 * gateway takes what has come to it for a partition as a batch, when it is the partition's turn of the batches that it may send in a
 * second; the partition's node rates what came from all gateways, one batch at a time on one core of its machine, and commits them in
 * order, one commit at a time; the next batch is rated meanwhile. Times of commits are as they were measured ({@link CommitTimes}). Times are in nanoseconds. Used once; one
 * thread.
 */
final class QueueModel {
    private static final double NS_OF_US = 1e3;
    private static final double NS_OF_MS = 1e6;
    private static final double NS_OF_S = 1e9;
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
     * @param gateways   of which each event comes to one
     * @param batchesPerSecond that each gateway sends at most
     * @param gatewayOnHost gateways work on hosts of nodes, else each on one of its own with as many cores
     * @param seconds    modelled
     * @param seed       of all that is drawn
     */
    record Setting(
            double rate,
            int nodes,
            int partitions,
            int hosts,
            int cores,
            int gateways,
            double batchesPerSecond,
            boolean gatewayOnHost,
            double seconds,
            long seed) {}

    /** Something that happens beside arrivals: the end of a force, a partition's turn, the end of work on a core, or of a commit; -1 for what it is not of. */
    private record Happening(long atNs, int kind, int partition, int gateway) implements Comparable<Happening> {
        static final int FORCED = 0;
        static final int TURN = 1;
        static final int SENT = 2;
        static final int RATED = 3;
        static final int COMMITTED = 4;

        @Override
        public int compareTo(final Happening other) {
            return Long.compare(atNs, other.atNs);
        }
    }

    /** One partition's way through one gateway. */
    private static final class Sending {
        private final Batch gathered = new Batch();
        private final Batch sent = new Batch();
        private boolean queued;
    }

    private record Arrived(int partition, long dueNs) {}

    private static final class Gateway {
        private final Sending[] partitions;
        /** Partitions whose batches wait for their turn. */
        private final ArrayDeque<Integer> turns = new ArrayDeque<>();
        /** Events that are not forced yet: those of the force under way, then those of the next. */
        private final ArrayDeque<Arrived> arrived = new ArrayDeque<>();

        private final int host;
        private int forcing;
        private long nextTurnNs;

        Gateway(final int count, final int host) {
            partitions = new Sending[count];
            Arrays.setAll(partitions, i -> new Sending());
            this.host = host;
        }
    }

    /** One partition's way through its node. */
    private static final class Lane {
        private final Batch atNode = new Batch();
        private Batch rating = new Batch();
        private Batch committing = new Batch();
        private boolean ratingQueued;
        private boolean rated;
    }

    /** Work that waits for a core of a host, of a gateway or of a node ({@code gateway} -1). */
    private record Work(int kind, int partition, int gateway) {}

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
    private final Gateway[] gateways;
    private final long turnNs;
    private final long forceNs;
    private final Host[] hosts;
    private final Histogram latencies = new Histogram(DIGITS);
    private final CommitTimes commits;
    private long entries;
    private long events;
    private long endNs;
    private long warmNs;

    QueueModel(final Setting setting, final Costs costs, final int copies) {
        this.setting = setting;
        this.costs = costs;
        this.copies = copies;
        random = new SplittableRandom(setting.seed());
        lanes = new Lane[setting.partitions()];
        Arrays.setAll(lanes, i -> new Lane());
        hosts = new Host[setting.hosts() + (setting.gatewayOnHost() ? 0 : setting.gateways())];
        Arrays.setAll(hosts, i -> new Host());
        gateways = new Gateway[setting.gateways()];
        Arrays.setAll(
                gateways,
                i -> new Gateway(
                        setting.partitions(), setting.gatewayOnHost() ? i % setting.hosts() : setting.hosts() + i));
        forceNs = (long) (costs.forceMs() * NS_OF_MS);
        turnNs = (long) (NS_OF_S / setting.batchesPerSecond());
        commits = CommitTimes.of(costs, copies);
    }

    QueueModel run() {
        for (final Host host : hosts) {
            host.free = setting.cores();
        }
        endNs = (long) (setting.seconds() * NS_OF_S);
        warmNs = warmNs();
        long arrivalNs = gapNs();
        while (arrivalNs < endNs || !happenings.isEmpty()) {
            if (arrivalNs < endNs
                    && (happenings.isEmpty() || arrivalNs <= happenings.peek().atNs())) {
                arrive(arrivalNs);
                arrivalNs += gapNs();
            } else {
                happen(happenings.poll());
            }
        }
        return this;
    }

    /** The first round of turns is not as those behind it; half at least counts. */
    private long warmNs() {
        return Math.max(endNs / WARM_PART, Math.min(endNs / 2, turnNs * setting.partitions()));
    }

    private long gapNs() {
        return Math.max(1, (long) (-Math.log(1 - random.nextDouble()) * NS_OF_S / setting.rate()));
    }

    private void happen(final Happening now) {
        switch (now.kind()) {
            case Happening.FORCED -> forced(now.atNs(), now.gateway());
            case Happening.TURN -> takeTurn(now.atNs(), now.gateway());
            case Happening.SENT -> {
                release(now.atNs(), gateways[now.gateway()].host);
                sent(now.atNs(), now.gateway(), now.partition());
            }
            case Happening.RATED -> {
                release(now.atNs(), hostOf(now.partition()));
                rated(now.atNs(), now.partition());
            }
            default -> committed(now.atNs(), now.partition());
        }
    }

    private void arrive(final long nowNs) {
        final int gateway = random.nextInt(gateways.length);
        final int partition = random.nextInt(lanes.length);
        if (forceNs > 0) {
            gateways[gateway].arrived.add(new Arrived(partition, nowNs));
            force(nowNs, gateway);
        } else {
            gather(nowNs, gateway, partition, nowNs);
        }
    }

    /** One force at a time, of all that has come until it begins. */
    private void force(final long nowNs, final int index) {
        final Gateway gateway = gateways[index];
        if (gateway.forcing == 0 && !gateway.arrived.isEmpty()) {
            gateway.forcing = gateway.arrived.size();
            happenings.add(new Happening(nowNs + forceNs, Happening.FORCED, -1, index));
        }
    }

    private void forced(final long nowNs, final int index) {
        final Gateway gateway = gateways[index];
        for (; gateway.forcing > 0; gateway.forcing--) {
            final Arrived event = gateway.arrived.poll();
            gather(nowNs, index, event.partition(), event.dueNs());
        }
        force(nowNs, index);
    }

    private void gather(final long nowNs, final int gateway, final int partition, final long dueNs) {
        gateways[gateway].partitions[partition].gathered.add(dueNs);
        send(nowNs, gateway, partition);
    }

    private void send(final long nowNs, final int index, final int partition) {
        final Gateway gateway = gateways[index];
        final Sending sending = gateway.partitions[partition];
        if (!sending.queued && sending.gathered.size() > 0) {
            sending.queued = true;
            gateway.turns.add(partition);
            if (gateway.turns.size() == 1) {
                waitForTurn(nowNs, index);
            }
        }
    }

    private void waitForTurn(final long nowNs, final int index) {
        final long atNs = Math.max(nowNs, gateways[index].nextTurnNs);
        happenings.add(new Happening(atNs, Happening.TURN, -1, index));
    }

    private void takeTurn(final long nowNs, final int index) {
        final Gateway gateway = gateways[index];
        gateway.nextTurnNs = Math.max(gateway.nextTurnNs, nowNs - BURST_NS) + turnNs;
        work(nowNs, gateway.host, new Work(Happening.SENT, gateway.turns.poll(), index));
        if (!gateway.turns.isEmpty()) {
            waitForTurn(nowNs, index);
        }
    }

    private void sent(final long nowNs, final int index, final int partition) {
        final Sending sending = gateways[index].partitions[partition];
        sending.queued = false;
        lanes[partition].atNode.take(sending.sent, sending.sent.size());
        send(nowNs, index, partition);
        rate(nowNs, partition);
    }

    private void rate(final long nowNs, final int partition) {
        final Lane lane = lanes[partition];
        if (!lane.ratingQueued && !lane.rated && lane.atNode.size() > 0) {
            lane.ratingQueued = true;
            work(nowNs, hostOf(partition), new Work(Happening.RATED, partition, -1));
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
        if (lane.rated && lane.committing.size() == 0) {
            final Batch done = lane.committing;
            lane.committing = lane.rating;
            lane.rating = done;
            lane.rated = false;
            entries++;
            events += lane.committing.size();
            happenings.add(new Happening(nowNs + commitNs(), Happening.COMMITTED, partition, -1));
            rate(nowNs, partition);
        }
    }

    private long commitNs() {
        return (long) (commits.ms(random.nextDouble()) * NS_OF_MS);
    }

    private void committed(final long nowNs, final int partition) {
        final Lane lane = lanes[partition];
        for (int i = 0; i < lane.committing.size(); i++) {
            if (lane.committing.dueNs(i) > warmNs) {
                latencies.recordValue(nowNs - lane.committing.dueNs(i));
            }
        }
        lane.committing.clear();
        commit(nowNs, partition);
    }

    /** Work begins when a core is free; what the batch holds is settled then. */
    private void work(final long nowNs, final int host, final Work work) {
        hosts[host].waiting.add(work);
        begin(nowNs, hosts[host]);
    }

    private void begin(final long nowNs, final Host host) {
        while (host.free > 0 && !host.waiting.isEmpty()) {
            final Work next = host.waiting.poll();
            host.free--;
            final long ns = next.kind() == Happening.SENT
                    ? sendNs(gateways[next.gateway()].partitions[next.partition()])
                    : rateNs(next.partition());
            host.busyNs += ns;
            happenings.add(new Happening(nowNs + ns, next.kind(), next.partition(), next.gateway()));
        }
    }

    private long sendNs(final Sending sending) {
        sending.sent.take(sending.gathered, MOST_OF_A_BATCH);
        final double eventsUs = sending.sent.size() * costs.of(Cost.GATEWAY_EVENT);
        return (long) ((costs.of(Cost.GATEWAY_BATCH) + eventsUs) * NS_OF_US);
    }

    /** The work of the copies' nodes is counted here: they are as many as owners, and as busy. */
    private long rateNs(final int partition) {
        final Lane lane = lanes[partition];
        lane.rating.take(lane.atNode, MOST_OF_A_BATCH);
        final double entryUs = costs.of(Cost.OWNER_ENTRY) + copies * costs.of(Cost.COPY_ENTRY);
        final double eventUs = costs.of(Cost.OWNER_EVENT) + copies * costs.of(Cost.COPY_EVENT);
        return (long) ((entryUs + lane.rating.size() * eventUs) * NS_OF_US);
    }

    private void release(final long nowNs, final int host) {
        hosts[host].free++;
        begin(nowNs, hosts[host]);
    }

    /** From the moment at which an event comes to its committed answer, nanoseconds; the first tenth and the first round of turns left out. */
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

    /** Part of the cores that was used of the busiest node's host. */
    double busiestNode() {
        return busiest(0, setting.hosts());
    }

    /** The same of the busiest gateway's host, where gateways have hosts of their own; else 0. */
    double busiestGateway() {
        return busiest(setting.hosts(), hosts.length);
    }

    private double busiest(final int from, final int to) {
        return Arrays.stream(hosts, from, to)
                        .mapToLong(host -> host.busyNs)
                        .max()
                        .orElse(0)
                / (setting.seconds() * NS_OF_S * setting.cores());
    }
}
