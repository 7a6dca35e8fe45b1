package io.ratinggrid.perf.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.ratinggrid.perf.process.FreePorts;
import io.ratinggrid.perf.process.NodeProcess;

/** Three nodes on this machine. One thread. */
final class NodeProcesses implements AutoCloseable {
    static final int NODES = 3;

    private static final long WHOLE_NS = TimeUnit.MINUTES.toNanos(10);
    private static final String OPEN = "ratinggrid_partitions_open";

    private final FailoverSettings settings;
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<Integer> gatewayPorts = new ArrayList<>();

    NodeProcesses(final FailoverSettings settings) {
        this.settings = settings;
    }

    void start(final Path catalog) throws IOException, InterruptedException {
        final List<Integer> ports = FreePorts.find(3 * NODES);
        final List<String> peers = ports.subList(0, NODES).stream()
                .map(port -> "\"127.0.0.1:" + port + "\"")
                .toList();
        for (int i = 0; i < NODES; i++) {
            gatewayPorts.add(ports.get(NODES + i));
            final int http = ports.get(2 * NODES + i);
            final Path config = settings.directory().resolve("node-" + i + ".yaml");
            Files.writeString(config, file(i, catalog, peers, ports.get(i), http));
            nodes.add(
                    new NodeProcess(config, settings.directory().resolve("node-" + i + ".log"), http, settings.jvm()));
            nodes.get(i).start();
        }
        awaitWhole();
    }

    /** host:port of the nodes, for gateways. */
    List<String> addresses() {
        return gatewayPorts.stream().map(port -> "127.0.0.1:" + port).toList();
    }

    NodeProcess node(final int index) {
        return nodes.get(index);
    }

    /** How many partitions a node has open. */
    int open(final int index) throws InterruptedException {
        return (int) nodes.get(index).metrics().value(OPEN);
    }

    /** Waits until every node has its even share of the partitions open, which it gets when all copies are there. */
    void awaitWhole() throws InterruptedException {
        final int share = settings.partitions() / NODES;
        final long deadlineNs = System.nanoTime() + WHOLE_NS;
        int[] open = openOfAll();
        while (IntStream.of(open).sum() != settings.partitions()
                || IntStream.of(open).anyMatch(own -> own < share)) {
            if (System.nanoTime() - deadlineNs > 0 || !nodes.stream().allMatch(NodeProcess::isAlive)) {
                throw new IllegalStateException("the grid does not become whole, open="
                        + List.of(open[0], open[1], open[2]) + ", see the logs in " + settings.directory());
            }
            Thread.sleep(100);
            open = openOfAll();
        }
    }

    @Override
    public void close() {
        nodes.forEach(NodeProcess::end);
    }

    private int[] openOfAll() throws InterruptedException {
        final int[] open = new int[NODES];
        for (int i = 0; i < NODES; i++) {
            open[i] = open(i);
        }
        return open;
    }

    private String file(
            final int index, final Path catalog, final List<String> peers, final int discovery, final int http) {
        return """
                node:
                  name: node-%d
                  data: %s
                  catalog: %s
                  discovery-port: %d
                  gateway-port: %d
                  peers: %s
                  memory: %s
                grid:
                  partitions: %d
                  backups: %d
                  founding-nodes: %d
                server:
                  port: %d
                """
                .formatted(
                        index,
                        settings.directory().resolve("node-" + index),
                        catalog,
                        discovery,
                        gatewayPorts.get(index),
                        peers,
                        settings.memory(),
                        settings.partitions(),
                        settings.backups(),
                        NODES,
                        http);
    }
}
