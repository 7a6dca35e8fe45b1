package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.ratinggrid.persistence.storage.FreePorts;

/** The processes of one run: nodes and gateways with their files. One thread, but for looks at the members. */
final class Cluster implements AutoCloseable {
    /** The catalog's version. */
    static final String CATALOG = "faults";

    private static final String OPEN = "ratinggrid_partitions_open";
    private static final int OK = 200;
    private static final int READY_TIMEOUT_MS = 1_000;
    private static final long LOOK_MS = 500;
    /** What a gateway takes again may be refused once more. */
    private static final int QUIET_LOOKS = 3;
    /** With the time between looks, longer than a courier leaves a partition alone. */
    private static final int STILL_LOOKS = 5;

    private static final long QUIET_MS = 700;
    private static final String COMMITTED = "ratinggrid_commands_committed_total";
    private static final String PENDING = "ratinggrid_commands_pending";
    private static final String SUSPENDED = "ratinggrid_records_suspended";
    private static final String MOVED = "{reason=\"IDENTITY_MOVED\"}";
    private static final String TOKEN = "a secret of this run";

    private final RunSettings settings;
    private final Network network;
    private final List<Member> nodes = new ArrayList<>();
    private final List<Member> gateways = new ArrayList<>();
    private final List<NodeClock> clocks = new ArrayList<>();

    Cluster(final RunSettings settings, final Network network) {
        this.settings = settings;
        this.network = network;
    }

    /** Writes the files of all processes; none is started. */
    Cluster prepare() throws IOException {
        final Path directory = settings.directory();
        final Path version =
                Files.createDirectories(directory.resolve("catalog").resolve(CATALOG));
        try (var catalog = Cluster.class.getResourceAsStream("catalog.yaml")) {
            Files.write(version.resolve("catalog.yaml"), catalog.readAllBytes());
        }
        Files.writeString(directory.resolve("token"), TOKEN);
        final List<Integer> discovery = new ArrayList<>();
        final List<Integer> streams = new ArrayList<>();
        for (int i = 0; i < settings.nodes(); i++) {
            discovery.add(FreePorts.one());
            streams.add(FreePorts.one());
        }
        for (int i = 0; i < settings.nodes(); i++) {
            addNode(i, discovery, streams);
        }
        for (int i = 0; i < settings.gateways(); i++) {
            addGateway(i, streams);
        }
        return this;
    }

    private void addNode(final int index, final List<Integer> discovery, final List<Integer> streams)
            throws IOException {
        final Network.Place place = network.node(index);
        final NodeClock clock = new NodeClock(settings.directory().resolve("node-" + (index + 1) + ".clock"));
        final int port = FreePorts.one();
        final Member node = new Member(
                "node-" + (index + 1),
                "node",
                settings.directory(),
                place.address() + ":" + port,
                new Jvm(RunSettings.HEAP_MB, settings.planted(), settings.archives()),
                place,
                clock.environment());
        final List<String> peers = new ArrayList<>();
        for (int i = 0; i < settings.nodes(); i++) {
            peers.add(network.node(i).name() + ":" + discovery.get(i));
        }
        final int communication = FreePorts.one();
        network.reach(index, List.of(discovery.get(index), communication, streams.get(index)));
        Files.writeString(
                node.config(),
                """
                node:
                  name: %s
                  data: %s
                  catalog: %s
                  address: %s
                  announce: %s
                  discovery-port: %d
                  communication-port: %d
                  gateway-port: %d
                  peers: [%s]
                  memory: 256MB
                  tick: 0s
                  follow-after: 2s
                  token-file: %s
                  failure-detection: %dms
                  leave-after: 2s
                grid:
                  partitions: %d
                  backups: %d
                  founding-nodes: %d
                server:
                  address: %s
                  port: %d
                """
                        .formatted(
                                node.name(),
                                node.data(),
                                settings.directory().resolve("catalog"),
                                place.address(),
                                place.name(),
                                discovery.get(index),
                                communication,
                                streams.get(index),
                                String.join(", ", peers),
                                settings.directory().resolve("token"),
                                settings.failureDetection().toMillis(),
                                settings.partitions(),
                                Math.min(1, settings.nodes() - 1),
                                settings.nodes(),
                                place.address(),
                                port));
        nodes.add(node);
        clocks.add(clock);
    }

    private void addGateway(final int index, final List<Integer> streams) throws IOException {
        final int port = FreePorts.one();
        final Member gateway = new Member(
                "gateway-" + (index + 1),
                "gateway",
                settings.directory(),
                network.outside().address() + ":" + port,
                new Jvm(RunSettings.HEAP_MB, null, settings.archives()),
                network.outside(),
                Map.of());
        final List<String> known = new ArrayList<>();
        for (int i = 0; i < settings.nodes(); i++) {
            known.add(network.node(i).name() + ":" + streams.get(i));
        }
        Files.writeString(
                gateway.config(),
                """
                gateway:
                  name: %s
                  data: %s
                  catalog: %s
                  nodes: [%s]
                  partitions: %d
                  token-file: %s
                server:
                  address: %s
                  port: %d
                """
                        .formatted(
                                gateway.name(),
                                gateway.data(),
                                settings.directory().resolve("catalog"),
                                String.join(", ", known),
                                settings.partitions(),
                                settings.directory().resolve("token"),
                                network.outside().address(),
                                port));
        gateways.add(gateway);
    }

    RunSettings settings() {
        return settings;
    }

    Network network() {
        return network;
    }

    List<Member> nodes() {
        return nodes;
    }

    List<Member> gateways() {
        return gateways;
    }

    /** The clock of a node. */
    NodeClock clock(final int node) {
        return clocks.get(node);
    }

    /** Starts whatever does not live. */
    void startAll() {
        nodes.forEach(Member::start);
        gateways.forEach(Member::start);
    }

    /**
     * Waits until every process is ready, every partition open on one node, and each node has its even share: it gets that when it
     * holds all its copies again. A process that has ended by itself meanwhile is started again, as a supervisor would.
     *
     * @throws HarnessException if it takes longer
     */
    void awaitWhole(final long mostMs) throws InterruptedException {
        final long untilNs = System.nanoTime() + mostMs * 1_000_000;
        while (!isWhole()) {
            if (System.nanoTime() > untilNs) {
                throw new HarnessException("not whole again after ms=" + mostMs + ": " + describe());
            }
            startAll();
            Thread.sleep(LOOK_MS);
        }
    }

    private boolean isWhole() {
        long open = 0;
        for (final Member node : nodes) {
            final long here = openOn(node);
            if (here < settings.partitions() / settings.nodes()) {
                return false;
            }
            open += here;
        }
        return open == settings.partitions()
                && Stream.concat(nodes.stream(), gateways.stream()).allMatch(Cluster::isReady);
    }

    private static long openOn(final Member node) {
        return node.metrics().map(metrics -> metrics.value(OPEN)).orElse(-1L);
    }

    /**
     * Waits until no gateway has records of an identity that moved on; nothing is sent any more.
     *
     * @throws HarnessException if it takes longer
     */
    void awaitFollowed(final long mostMs) throws InterruptedException {
        final long untilNs = System.nanoTime() + mostMs * 1_000_000;
        int quiet = 0;
        while (quiet < QUIET_LOOKS) {
            if (System.nanoTime() > untilNs) {
                throw new HarnessException("gateways have records of identities that moved after ms=" + mostMs);
            }
            Thread.sleep(QUIET_MS);
            quiet = gateways.stream().allMatch(Cluster::hasFollowed) ? quiet + 1 : 0;
        }
    }

    /** Waits until no node has committed anything for longer than a courier pauses; nothing is sent any more, and all is open. */
    void awaitStill(final long mostMs) throws InterruptedException {
        final long untilNs = System.nanoTime() + mostMs * 1_000_000;
        double before = -1;
        int quiet = 0;
        while (quiet < STILL_LOOKS) {
            if (System.nanoTime() > untilNs) {
                throw new HarnessException("nodes commit what nobody has sent after ms=" + mostMs);
            }
            Thread.sleep(QUIET_MS);
            final double now = nodes.stream()
                    .mapToDouble(node -> node.metrics()
                            .map(metrics -> (double) metrics.sum(COMMITTED))
                            .orElse(Double.NaN))
                    .sum();
            quiet = now == before ? quiet + 1 : 0;
            before = now;
        }
    }

    private static boolean hasFollowed(final Member gateway) {
        return gateway.metrics()
                .filter(metrics ->
                        metrics.sum(PENDING) == 0 && metrics.labelled(SUSPENDED).getOrDefault(MOVED, 0L) == 0)
                .isPresent();
    }

    private static boolean isReady(final Member member) {
        return Http.get(member.http(), "/ready", READY_TIMEOUT_MS)
                .filter(response -> response.statusCode() == OK)
                .isPresent();
    }

    /** Who lives and what is open where, for messages. */
    String describe() {
        final Map<String, String> states = new HashMap<>();
        nodes.forEach(node -> states.put(
                node.name(), "alive=" + node.isAlive() + " open=" + openOn(node) + " ready=" + isReady(node)));
        gateways.forEach(
                gateway -> states.put(gateway.name(), "alive=" + gateway.isAlive() + " ready=" + isReady(gateway)));
        return states.toString();
    }

    /** SIGTERM to all, gateways first. */
    void stopAll() throws InterruptedException {
        final List<Thread> stopping = new ArrayList<>();
        gateways.forEach(Member::stop);
        for (final Member node : nodes) {
            final Thread thread = new Thread(node::stop, "stop-" + node.name());
            thread.start();
            stopping.add(thread);
        }
        for (final Thread thread : stopping) {
            thread.join();
        }
    }

    @Override
    public void close() {
        gateways.forEach(Member::close);
        nodes.forEach(Member::close);
    }
}
