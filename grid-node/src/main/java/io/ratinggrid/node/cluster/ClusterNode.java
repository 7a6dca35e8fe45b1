package io.ratinggrid.node.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogStore;
import io.ratinggrid.node.courier.CourierThread;
import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.grid.GridContext;
import io.ratinggrid.node.grid.GridSeams;
import io.ratinggrid.node.grid.SystemClock;
import io.ratinggrid.node.net.AskRoute;
import io.ratinggrid.node.net.StreamPort;
import io.ratinggrid.node.net.StreamPortSettings;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.node.owner.OwnerContext;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.owner.OwnerState;
import io.ratinggrid.persistence.journal.AppendOutcome;
import io.ratinggrid.persistence.storage.CheckpointMetrics;
import io.ratinggrid.persistence.storage.GridStorage;
import io.ratinggrid.persistence.storage.GridStorageContext;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import io.ratinggrid.rating.wire.Routes;
import io.ratinggrid.seam.Clock;

/**
 * One node of a grid: its storage, the owners of its partitions, and the port for gateways. It owns what is its share, as the
 * cluster changes. {@link #start} and {@link #close} on one thread.
 */
public final class ClusterNode implements CommandRoute, AskRoute, AutoCloseable {
    private static final String GATEWAY_ADDRESS = "ratinggrid.gateway";
    private static final int RETRY_AFTER_MS = 50;
    /** A node that is lost is known to be in less; one that answers takes far less. */
    private static final int ASK_TIMEOUT_MS = 5_000;

    private static final int MOST_EXPLAINED = 256;

    private final ClusterSettings settings;
    private final OwnerListener listener;
    private final Consumer<String> messages;
    private final Clock clock = new SystemClock();
    private final OpenPartitions open = new OpenPartitions(this::announce);
    private final OpeningTimes times;
    private GridStorage storage;
    private Grid grid;
    private CatalogPublisher catalogs;
    private ThreadPoolExecutor reads;
    private CatalogCopies copies;
    private LocalAsks local;
    private PeerAsks peers;
    private CourierThread courier;
    private Ownership ownership;
    private volatile StreamPort port;

    /** {@code listener} hears what owners do, {@code messages} what people should know, from any thread. */
    public ClusterNode(final ClusterSettings settings, final OwnerListener listener, final Consumer<String> messages) {
        this.settings = settings;
        this.listener = listener;
        this.messages = messages;
        times = new OpeningTimes(messages);
    }

    /**
     * Joins the grid, or creates it with the others, and begins to own partitions and to take streams.
     *
     * @throws CatalogRefusedException if the catalog has errors; the node is not started then
     * @throws IOException             if a port is taken or a file cannot be read
     */
    public ClusterNode start(final Path catalog) throws IOException, CatalogRefusedException {
        final Path data = settings.dataDirectory().toAbsolutePath();
        final CatalogStore store = CatalogStore.open(data.resolve("catalogs"));
        final List<String> hashes = store.add(catalog, clock.timeMs());
        final CatalogBook book = store.book();
        copies = new CatalogCopies(store, settings.partitions(), messages);
        port = new StreamPort(portSettings(), () -> grid.transport(), this, this::routes, messages).bind();
        storage = new GridStorage(storageContext(data)).start();
        grid = new Grid(
                        new GridContext().partitions(settings.partitions()).owner(new OwnerContext().rivals(true)),
                        new GridSeams(
                                storage.journal(),
                                storage.snapshots(),
                                partition -> new PartitionEngine(copies.bookFor(partition), settings.rating()),
                                clock,
                                new Listener()))
                .start();
        catalogs = new CatalogPublisher(grid, book, hashes, clock, messages);
        reads = reads();
        local = new LocalAsks(grid, storage.journal(), copies, reads, RETRY_AFTER_MS);
        peers = new PeerAsks(storage.peers(), local, RETRY_AFTER_MS, ASK_TIMEOUT_MS, messages);
        peers.start();
        courier = new CourierThread(grid, this, what -> messages.accept("ALARM: " + what));
        copies.start(storage.peers(), peers, grid::reopen);
        ownership = new Ownership(grid, storage.membership(), messages);
        port.start();
        ownership.start();
        return this;
    }

    /** Partitions that take streams here now. */
    public BitSet openPartitions() {
        return open.now();
    }

    /**
     * Reads committed state of a partition, not from before the sequence {@code atLeast}; the answer comes on a rating thread.
     * {@code read} must keep no part of it.
     */
    public <T> CompletableFuture<Answer<T>> query(
            final int partition, final long atLeast, final Function<PartitionEngine, T> read) {
        final CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        grid.query(partition, atLeast, logic -> read.apply((PartitionEngine) logic), answer::complete);
        return answer;
    }

    @Override
    public void submit(final int partition, final byte[] command, final Consumer<Answer<CommandResult>> handler) {
        ask(
                Ask.command(partition, command),
                answer -> handler.accept(new Answer<>(
                        Answer.Outcome.valueOf(answer.outcome().name()),
                        partition,
                        answer.sequence(),
                        answer.retryAfterMs(),
                        answer.outcome() == AskAnswer.Outcome.GIVEN
                                ? new CommandResult(answer.code(), answer.record())
                                : null)));
    }

    @Override
    public void ask(final Ask ask, final Consumer<AskAnswer> handler) {
        final boolean here =
                ask.partition() < 0 || ask.partition() >= settings.partitions() || grid.isOwned(ask.partition());
        (here ? local : peers).ask(ask, handler);
    }

    public int partitions() {
        return settings.partitions();
    }

    /** How many partitions are this node's share now, open or not. */
    public int ownedPartitions() {
        int owned = 0;
        for (int partition = 0; partition < settings.partitions(); partition++) {
            owned += grid.isOwned(partition) ? 1 : 0;
        }
        return owned;
    }

    /** False while nothing is rated here since most other nodes are out of reach. */
    public boolean isMajority() {
        return storage.membership().isMajority();
    }

    /** How the checkpoints of its storage get on. */
    public CheckpointMetrics checkpoints() {
        return storage.checkpoints();
    }

    /** Where it takes streams. */
    public int gatewayPort() {
        return port.port();
    }

    @Override
    public void close() {
        if (ownership != null) {
            ownership.close();
        }
        if (port != null) {
            port.close();
        }
        if (courier != null) {
            courier.close();
        }
        if (peers != null) {
            copies.close();
            peers.close();
            reads.shutdownNow();
        }
        if (grid != null) {
            grid.close();
        }
        if (storage != null) {
            storage.close();
        }
    }

    /** For what blocks on the journal: one at a time, and not without end. */
    private static ThreadPoolExecutor reads() {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_EXPLAINED), task -> {
            final Thread thread = new Thread(task, "explainer");
            thread.setDaemon(true);
            return thread;
        });
    }

    private StreamPortSettings portSettings() {
        return new StreamPortSettings(
                settings.address(),
                settings.gatewayPort(),
                settings.token(),
                settings.name(),
                settings.partitions(),
                StreamPortSettings.STANDARD_SILENCE_MS,
                settings.tls());
    }

    private GridStorageContext storageContext(final Path data) {
        return new GridStorageContext()
                .dataDirectory(data.resolve("grid"))
                .instanceName(settings.name())
                .partitions(settings.partitions())
                .backups(settings.backups())
                .durability(settings.durability())
                .regionBytes(settings.regionBytes())
                .localAddress(settings.address())
                .discoveryPort(settings.discoveryPort())
                .peers(settings.peers())
                .tls(settings.tls())
                .failureDetectionMs(settings.failureDetectionMs())
                .foundingNodes(settings.foundingNodes())
                .attribute(GATEWAY_ADDRESS, settings.address() + ":" + port.port());
    }

    private Routes routes() {
        return new Routes(storage.membership().attributes(GATEWAY_ADDRESS), open.now());
    }

    private void announce() {
        final StreamPort bound = port;
        if (bound != null) {
            bound.announce();
        }
    }

    private final class Listener implements OwnerListener {
        @Override
        public void moved(final int partition, final OwnerState from, final OwnerState to, final String reason) {
            if (to == OwnerState.OPEN) {
                catalogs.publish(partition, published -> open.set(published, true));
            } else {
                open.set(partition, false);
            }
            if (from == OwnerState.OPEN) {
                courier.closed(partition);
            }
            times.moved(partition, to);
            if (to == OwnerState.BROKEN) {
                copies.broken(partition);
            }
            listener.moved(partition, from, to, reason);
        }

        @Override
        public void alarm(final int partition, final String what) {
            messages.accept("ALARM: partition=" + partition + " " + what);
            listener.alarm(partition, what);
        }

        @Override
        public void appended(final int partition, final AppendOutcome outcome, final long durationNs) {
            listener.appended(partition, outcome, durationNs);
        }

        @Override
        public void committed(final int partition, final long sequence, final int commands, final int bytes) {
            listener.committed(partition, sequence, commands, bytes);
        }

        @Override
        public void pending(final int partition, final int items) {
            courier.pending(partition);
            listener.pending(partition, items);
        }

        @Override
        public void imaged(final int partition, final long sequence) {
            listener.imaged(partition, sequence);
        }
    }
}
