package io.ratinggrid.perf.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.perf.wire.HostPort;
import io.ratinggrid.persistence.storage.FreePorts;

/** Nodes of one grid on this machine. One thread. */
public final class NodeProcesses implements AutoCloseable {
    private static final long WHOLE_NS = TimeUnit.MINUTES.toNanos(10);
    private static final long LOOK_MS = 100;
    private static final String OPEN = "ratinggrid_partitions_open";
    /** Discovery, gateways and HTTP of each node. */
    private static final int PORTS = 3;

    private final NodesSettings settings;
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<Integer> gatewayPorts = new ArrayList<>();

    public NodeProcesses(final NodesSettings settings) {
        this.settings = settings;
    }

    /** Returns when all partitions are open, each node having its share. */
    public void start() throws IOException, InterruptedException {
        final int count = settings.nodes();
        final List<Integer> ports = FreePorts.find(PORTS * count);
        final List<String> peers = ports.subList(0, count).stream()
                .map(port -> "\"" + new HostPort(settings.address(), port) + "\"")
                .toList();
        for (int i = 0; i < count; i++) {
            gatewayPorts.add(ports.get(count + i));
            final int http = ports.get(2 * count + i);
            final Path config = settings.directory().resolve("node-" + i + ".yaml");
            Files.writeString(config, file(i, peers, ports.get(i), http));
            nodes.add(new NodeProcess(config, settings.directory().resolve("node-" + i + ".log"), http, flags(i)));
            nodes.get(i).start();
        }
        awaitWhole();
    }

    /** host:port of the nodes, for gateways. */
    public List<String> addresses() {
        return gatewayPorts.stream()
                .map(port -> new HostPort(settings.address(), port).toString())
                .toList();
    }

    public NodeProcess node(final int index) {
        return nodes.get(index);
    }

    public List<NodeProcess> all() {
        return List.copyOf(nodes);
    }

    /** Waits until every node has its even share of the partitions open, which it gets when all copies are there. */
    public void awaitWhole() throws InterruptedException {
        final int share = settings.partitions() / settings.nodes();
        final long deadlineNs = System.nanoTime() + WHOLE_NS;
        List<Integer> open = open();
        while (open.stream().mapToInt(Integer::intValue).sum() != settings.partitions()
                || open.stream().anyMatch(own -> own < share)) {
            if (System.nanoTime() - deadlineNs > 0 || !nodes.stream().allMatch(NodeProcess::isAlive)) {
                throw new IllegalStateException(
                        "the grid does not become whole, open=" + open + ", see the logs in " + settings.directory());
            }
            Thread.sleep(LOOK_MS);
            open = open();
        }
    }

    /** SIGTERM to all, one after another. */
    public void stop() throws InterruptedException {
        for (final NodeProcess node : nodes) {
            node.stop();
        }
    }

    /** SIGKILL to all at once, so that none takes over what another had. */
    @Override
    public void close() {
        nodes.forEach(NodeProcess::beginKill);
        nodes.forEach(NodeProcess::end);
    }

    private List<Integer> open() throws InterruptedException {
        final List<Integer> open = new ArrayList<>();
        for (final NodeProcess node : nodes) {
            open.add((int) node.metrics().value(OPEN));
        }
        return open;
    }

    /** Where {@code NAME} stands in a flag, this node's name. */
    private List<String> flags(final int index) {
        return settings.jvm().stream()
                .map(flag -> flag.replace("NAME", "node-" + index))
                .toList();
    }

    private String file(final int index, final List<String> peers, final int discovery, final int http) {
        return """
                node:
                  name: node-%d
                  data: %s
                  catalog: %s
                  discovery-port: %d
                  gateway-port: %d
                  address: %s%s
                  peers: %s
                  memory: %s
                  tick: 0s
                grid:
                  partitions: %d
                  backups: %d
                  founding-nodes: %d
                  durability: %s
                  duplicate-window-days: %d
                server:
                  port: %d
                """
                .formatted(
                        index,
                        settings.directory().resolve("node-" + index),
                        settings.catalog(),
                        discovery,
                        gatewayPorts.get(index),
                        settings.address(),
                        settings.tokenFile()
                                .map(file -> "\n  token-file: " + file)
                                .orElse(""),
                        peers,
                        settings.memory(),
                        settings.partitions(),
                        settings.backups(),
                        settings.nodes(),
                        settings.durability(),
                        settings.windowDays(),
                        http);
    }
}
