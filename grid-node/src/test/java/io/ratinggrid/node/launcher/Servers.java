package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

import io.ratinggrid.node.server.NodeServer;
import io.ratinggrid.persistence.storage.FreePorts;
import org.springframework.context.ConfigurableApplicationContext;

/** Nodes and gateways in this process; stopped last first. One thread. */
final class Servers implements AutoCloseable {
    private final Deque<ConfigurableApplicationContext> contexts = new ArrayDeque<>();

    void add(final ConfigurableApplicationContext context) {
        contexts.push(context);
    }

    @Override
    public void close() {
        while (!contexts.isEmpty()) {
            contexts.pop().close();
        }
    }

    /** A node alone with 8 partitions; {@code more}: further lines of its part {@code node}. */
    ConfigurableApplicationContext startNode(
            final Path directory, final Path catalog, final int streams, final int http, final String more)
            throws IOException {
        final ConfigurableApplicationContext node = NodeServer.run(nodeFile(directory, catalog, streams, http, more));
        add(node);
        return node;
    }

    /** The file of such a node. */
    static Path nodeFile(final Path directory, final Path catalog, final int streams, final int http, final String more)
            throws IOException {
        final int discovery = FreePorts.one();
        return Files.writeString(
                directory.resolve("node.yaml"),
                """
                node:
                  name: node-1
                  data: %s
                  catalog: %s
                  discovery-port: %d
                  gateway-port: %d
                  peers: ["127.0.0.1:%d"]
                  memory: 128MB
                %sgrid:
                  partitions: 8
                  backups: 0
                server:
                  port: %d
                """
                        .formatted(
                                directory.resolve("node"),
                                catalog,
                                discovery,
                                streams,
                                discovery,
                                standing(more),
                                http));
    }

    /** Time moves by commands alone, unless the lines say otherwise. */
    private static String standing(final String more) {
        return more.contains("tick:") ? more : "  tick: 0s\n" + more;
    }

    /** A gateway of that node; {@code more}: further lines of its part {@code gateway}. */
    ConfigurableApplicationContext startGateway(
            final Path directory,
            final Path catalog,
            final int streams,
            final String address,
            final int http,
            final String more)
            throws IOException {
        final ConfigurableApplicationContext gateway = GatewayServer.run(Files.writeString(
                directory.resolve("gateway.yaml"),
                """
                gateway:
                  name: gateway-1
                  data: %s
                  catalog: %s
                  nodes: ["127.0.0.1:%d"]
                  partitions: 8
                %sserver:
                  address: %s
                  port: %d
                """
                        .formatted(directory.resolve("gateway"), catalog, streams, more, address, http)));
        add(gateway);
        return gateway;
    }
}
