package io.ratinggrid.node.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogVersions;
import io.ratinggrid.node.cluster.ClusterNode;
import io.ratinggrid.node.cluster.ClusterSettings;
import io.ratinggrid.node.cluster.KeptJournal;
import io.ratinggrid.node.cluster.MemberSettings;
import io.ratinggrid.node.cluster.NodePlace;
import io.ratinggrid.node.grid.SystemClock;
import io.ratinggrid.node.standalone.CheckedCatalogs;
import io.ratinggrid.node.standalone.PreparedCatalog;
import io.ratinggrid.persistence.storage.FreePorts;
import io.ratinggrid.rating.partition.PartitionSettings;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Starts the node of a file before Spring makes what is around it: that takes the cores for seconds, in which the node is to open its partitions. So
 * the rest comes once they are open, or {@link NodeProperties#httpAfter} later. The node is closed with the context. One thread.
 */
final class NodeStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** Exit code of a node that left the grid and is to be started again. */
    private static final int EXIT_LEFT = 75;

    /** In which a node that has started knows its share, unless it waits for others. */
    private static final Duration SHARE_KNOWN = Duration.ofMillis(300);

    /** In which the port of a process that is gone is free. */
    private static final Duration PORT_IS_FREE = Duration.ofSeconds(1);

    private static final int LOOK_MS = 10;

    /** Where nothing is said. */
    private static final int SPRINGS_PORT = 8080;

    private static final String EVERY_ADDRESS = "0.0.0.0";

    private final Optional<PreparedCatalog> prepared;

    /** {@code prepared}: read before; what of it is no longer so is read again. */
    NodeStart(final Optional<PreparedCatalog> prepared) {
        this.prepared = prepared;
    }

    @Override
    public void initialize(final ConfigurableApplicationContext context) {
        final Binder binder = Binder.get(context.getEnvironment());
        final NodeProperties node = binder.bindOrCreate("node", NodeProperties.class);
        final GridProperties grid = binder.bindOrCreate("grid", GridProperties.class);
        final NodeMetrics metrics = new NodeMetrics(grid.partitions(), tags(binder));
        try {
            checkHttp(node, binder);
            start(context, node, grid, metrics);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final CatalogRefusedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void start(
            final ConfigurableApplicationContext context,
            final NodeProperties node,
            final GridProperties grid,
            final NodeMetrics metrics)
            throws IOException, CatalogRefusedException {
        final ClusterNode made = new ClusterNode(
                settings(node, grid), metrics, metrics.counted(NodeStart::say), NodeStart::leave, new SystemClock());
        made.deliver(
                new ChannelProperties(node.webhook(), node.kafka(), node.mail()).channels(new SystemClock()), metrics);
        final CatalogVersions catalog = catalog(node);
        final NodeStop stop = new NodeStop(made);
        SpringApplication.getShutdownHandlers().add(stop);
        try {
            made.start(catalog);
            metrics.show(made, node.data());
            say("node " + node.name() + " takes streams at " + node.address() + ":" + made.gatewayPort()
                    + ", durability " + grid.durability() + ", partitions " + grid.partitions() + ", backups "
                    + grid.backups());
            stop.started();
            awaitOpen(made, metrics.states(), node.httpAfter(), stop);
        } catch (final IOException | CatalogRefusedException | RuntimeException e) {
            stop.close();
            stop.started();
            throw e;
        }
        final DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton("nodeProperties", node);
        beans.registerSingleton("gridProperties", grid);
        beans.registerSingleton("nodeMetrics", metrics);
        beans.registerSingleton("clusterNode", made);
        beans.registerDisposableBean("clusterNode", stop::close);
        context.addApplicationListener((ApplicationListener<ContextRefreshedEvent>) event -> forget(stop));
    }

    /** From then on the context is closed when the process ends, and the node with it. */
    private static void forget(final NodeStop stop) {
        SpringApplication.getShutdownHandlers().remove(stop);
    }

    /** What would be found only when all is open otherwise. */
    private static void checkHttp(final NodeProperties node, final Binder binder) throws IOException {
        final String http = binder.bind("server.address", String.class).orElse("");
        checkFree(http, binder.bind("server.port", Integer.class).orElse(SPRINGS_PORT));
        TokenFilter.of(node.httpTokenFile());
        TlsFiles.httpOf(node.tls());
        TlsFiles.warn(node.tls(), "node.address", node.address(), NodeStart::say);
        TlsFiles.warn(node.tls(), "server.address", http, NodeStart::say);
    }

    /** It may be that of a process which has been killed a moment ago, and whose standby this one is. */
    private static void checkFree(final String address, final int port) {
        final long began = System.nanoTime();
        while (port > 0) {
            try {
                probe(address, port);
                return;
            } catch (final PortInUseException e) {
                if (System.nanoTime() - began > PORT_IS_FREE.toNanos()) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void probe(final String address, final int port) {
        try {
            FreePorts.probe(port, address.isEmpty() ? EVERY_ADDRESS : address);
        } catch (final IOException e) {
            PortInUseException.throwIfPortBindingException(e, () -> port);
            throw new UncheckedIOException("server.address=" + address + " server.port=" + port, e);
        }
    }

    /** Spring's setting for all meters; the node's are made before Spring looks at it. */
    private static Tags tags(final Binder binder) {
        final Map<String, String> tags = binder.bind(
                        "management.metrics.tags", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        return Tags.of(tags.entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList());
    }

    private CatalogVersions catalog(final NodeProperties node) throws IOException, CatalogRefusedException {
        return prepared.isPresent()
                ? prepared.get().current(node.catalog())
                : CheckedCatalogs.of(node.catalog()).versions();
    }

    private static ClusterSettings settings(final NodeProperties node, final GridProperties grid) throws IOException {
        return new ClusterSettings(
                node.name(),
                node.data(),
                grid.partitions(),
                grid.backups(),
                grid.durability(),
                new PartitionSettings(grid.duplicateWindowDays(), PartitionSettings.DEFAULT.chunks()),
                node.memory().toBytes(),
                new NodePlace(
                        node.address(),
                        node.announce(),
                        node.discoveryPort(),
                        node.communicationPort(),
                        node.gatewayPort()),
                node.peers(),
                node.failureDetection().toMillis(),
                grid.foundingNodes(),
                token(node),
                TlsFiles.contextOf(node.tls()),
                new MemberSettings(
                        grid.minCopies(),
                        grid.clockTolerance().toMillis(),
                        grid.replaceAfter().toMillis(),
                        node.leaveAfter().toMillis(),
                        node.voter(),
                        node.discovery()),
                new KeptJournal(node.journalKeepEntries(), node.journalKeepFor().toMillis()),
                Math.toIntExact(node.tick().toMillis()),
                Math.toIntExact(node.followAfter().toMillis()));
    }

    /** Money moves through the gateway port: it is open to this machine alone, or to those who know the token. */
    private static String token(final NodeProperties node) throws IOException {
        if (node.tokenFile() != null) {
            return Files.readString(node.tokenFile()).strip();
        }
        if (!Loopbacks.isLoopback(node.address())) {
            throw new IllegalArgumentException("node.address=" + node.address()
                    + " can be reached from other machines: set node.token-file to a file with a secret that the"
                    + " gateways have too");
        }
        return "";
    }

    private static void awaitOpen(
            final ClusterNode node, final PartitionStates states, final Duration most, final NodeStop stop) {
        final long began = System.nanoTime();
        while (!stop.isAsked()
                && isOpening(
                        node.ownedPartitions(),
                        node.openPartitions().cardinality() + states.broken().size(),
                        Duration.ofNanos(System.nanoTime() - began),
                        most)) {
            pause();
        }
        if (stop.isAsked()) {
            throw new IllegalStateException("it was stopped while it opened its partitions");
        }
    }

    /**
     * Whether to wait for what is being opened, so long and no longer; not for a share that a node has not.
     *
     * @param settled partitions of the share that are open, or broken and so never will be
     */
    static boolean isOpening(final int share, final int settled, final Duration waited, final Duration most) {
        final boolean isUnsettled = share == 0 ? waited.compareTo(SHARE_KNOWN) < 0 : settled < share;
        return isUnsettled && waited.compareTo(most) < 0;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it started", e);
        }
    }

    /** Ends the process, which gives up what it holds; whoever runs it starts it again. */
    private static void leave(final String reason) {
        new Thread(() -> System.exit(EXIT_LEFT), "leave").start();
    }

    private static void say(final String message) {
        System.out.println("ratinggrid: " + message);
    }
}
