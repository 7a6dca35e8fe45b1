package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.process.FreePorts;
import io.ratinggrid.perf.process.NodeProcess;
import io.ratinggrid.perf.workload.CanonicalCatalog;

/** The whole path: a gateway process, a node process, from the queue to the committed answer. One thread; to be closed. */
public final class IngestRun implements AutoCloseable {
    private static final long OPEN_NS = TimeUnit.MINUTES.toNanos(3);

    private final RigSettings settings;
    private NodeProcess node;
    private Child gateway;
    private long next;

    public IngestRun(final RigSettings settings) {
        this.settings = settings;
    }

    /** Starts both, opens all accounts and warms up. */
    public IngestRun start() throws IOException, InterruptedException {
        CanonicalCatalog.write(settings.catalog(), settings.deck());
        final var ports = FreePorts.find(3);
        final Path config = settings.directory().resolve("node.yaml");
        Files.writeString(config, nodeFile(ports.get(0), ports.get(1), ports.get(2)));
        node = new NodeProcess(config, settings.directory().resolve("node.log"), ports.get(2), Jvms.NODE);
        node.start();
        awaitOpen();
        gateway = new Child(
                        settings.directory(),
                        GatewayMain.class,
                        Jvms.GATEWAY,
                        settings.write().toString(),
                        "127.0.0.1:" + ports.get(1))
                .start();
        gateway.tell("open");
        if (settings.warmUp() > 0) {
            bulk(settings.warmUp());
        }
        return this;
    }

    /** Events as fast as they go. Adds {@code node cpuNs} to what the gateway found. */
    public Figures bulk(final int count) throws InterruptedException {
        final Figures figures = measured("bulk " + next + " " + count);
        next += count;
        return figures;
    }

    /** Events at a fixed rate. */
    public Figures paced(final int rate, final int seconds) throws InterruptedException {
        final Figures figures = measured("paced " + next + " " + rate + " " + seconds);
        next += (long) rate * seconds;
        return figures;
    }

    private Figures measured(final String verb) throws InterruptedException {
        final long before = node.cpu().toNanos();
        final Figures figures = gateway.tell(verb);
        return figures.put("node cpuNs", node.cpu().toNanos() - before);
    }

    /** Checks what has been done so far; to be called when nothing more is sent. */
    public Reconciliation reconcile(final Figures last)
            throws InterruptedException, IOException, CatalogRefusedException {
        return new Reconciliation(settings, node).check(next, last);
    }

    NodeProcess node() {
        return node;
    }

    private void awaitOpen() throws InterruptedException {
        final long untilNs = System.nanoTime() + OPEN_NS;
        while (node.metrics().value("ratinggrid_partitions_open") < settings.partitions()) {
            if (!node.isAlive() || System.nanoTime() > untilNs) {
                throw new IllegalStateException("the node does not open its partitions, see " + settings.directory());
            }
            Thread.sleep(100);
        }
    }

    private String nodeFile(final int discovery, final int gatewayPort, final int http) {
        return """
                node:
                  name: node-1
                  data: %s
                  catalog: %s
                  discovery-port: %d
                  gateway-port: %d
                  peers: ["127.0.0.1:%d"]
                  memory: 4GB
                grid:
                  partitions: %d
                  backups: 0
                  founding-nodes: 1
                  durability: %s
                server:
                  port: %d
                """
                .formatted(
                        settings.directory().resolve("node"),
                        settings.catalog(),
                        discovery,
                        gatewayPort,
                        discovery,
                        settings.partitions(),
                        settings.durability(),
                        http);
    }

    @Override
    public void close() {
        if (gateway != null) {
            gateway.close();
        }
        if (node != null) {
            node.end();
        }
    }
}
