package io.ratinggrid.node.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogStore;
import io.ratinggrid.node.catalog.CatalogVersions;
import io.ratinggrid.node.courier.CourierThread;
import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.grid.GridContext;
import io.ratinggrid.node.grid.GridSeams;
import io.ratinggrid.node.grid.SystemClock;
import io.ratinggrid.node.grid.Withheld;
import io.ratinggrid.node.net.AskRoute;
import io.ratinggrid.node.net.StreamPort;
import io.ratinggrid.node.net.StreamPortSettings;
import io.ratinggrid.node.notice.GridNotices;
import io.ratinggrid.node.notice.NoticeListener;
import io.ratinggrid.node.notice.NoticeThread;
import io.ratinggrid.node.notice.PacedChannel;
import io.ratinggrid.node.output.NoticeText;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.node.owner.OwnerContext;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.owner.OwnerState;
import io.ratinggrid.persistence.journal.AppendOutcome;
import io.ratinggrid.persistence.storage.CheckpointMetrics;
import io.ratinggrid.persistence.storage.GridStorage;
import io.ratinggrid.persistence.storage.GridStorageContext;
import io.ratinggrid.persistence.storage.Membership;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.money.Money;
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

    /**
     * Of records of streams in an entry while online commands come: a queue drains a third slower, and who waits beside it does for less than a
     * third of the time (docs/PERFORMANCE.md, "Charging online").
     */
    private static final int BESIDE_ONLINE_BYTES = 8 * 1024;

    private final ClusterSettings settings;
    private final OwnerListener listener;
    private final Consumer<String> messages;
    private final Consumer<String> leave;
    private final ClockGuard clock;
    private final OpenPartitions open = new OpenPartitions(this::announce);
    private final OpeningTimes times;
    private GridStorage storage;
    private Grid grid;
    private CatalogPublisher catalogs;
    private ThreadPoolExecutor reads;
    private CatalogCopies catalogCopies;
    private LocalAsks local;
    private PeerAsks peers;
    private CourierThread courier;
    private volatile NoticeThread notices;
    private List<PacedChannel> channels = List.of();
    private NoticeListener noticed = NoticeListener.NONE;
    private Ownership ownership;
    private CopyWatch copies;
    private BaselineKeeper baseline;
    private LateShare share;
    private PeerClocks clocks;
    private volatile StreamPort port;

    /** {@code listener} hears what owners do, {@code messages} what people should know, from any thread. */
    public ClusterNode(final ClusterSettings settings, final OwnerListener listener, final Consumer<String> messages) {
        this(settings, listener, messages, reason -> {}, new SystemClock());
    }

    /**
     * {@code leave} is told once, with the reason, when this node must be closed and started again: it owns nothing any more, but holds
     * the first copies of partitions until then. It must return at once. {@code wall} is the time of day.
     */
    public ClusterNode(
            final ClusterSettings settings,
            final OwnerListener listener,
            final Consumer<String> messages,
            final Consumer<String> leave,
            final Clock wall) {
        this.settings = settings;
        this.listener = listener;
        this.messages = messages;
        times = new OpeningTimes(messages);
        this.leave = leave;
        this.clock = new ClockGuard(wall, settings.members().clockToleranceMs());
    }

    /** Before the start: notices go there. Without any they stay where they are. */
    public ClusterNode deliver(final List<PacedChannel> newChannels, final NoticeListener newListener) {
        channels = List.copyOf(newChannels);
        noticed = newListener;
        return this;
    }

    /**
     * Joins the grid, or creates it with the others, and begins to own partitions and to take streams.
     *
     * @throws CatalogRefusedException if the catalog has errors; the node is not started then
     * @throws IOException             if a port is taken or a file cannot be read
     */
    public ClusterNode start(final Path catalog) throws IOException, CatalogRefusedException {
        return start(CatalogFiles.versions(catalog));
    }

    /** The same with a catalog that was read. */
    public ClusterNode start(final CatalogVersions catalog) throws IOException, CatalogRefusedException {
        final Path data = settings.dataDirectory().toAbsolutePath();
        final CatalogStore store = CatalogStore.open(data.resolve("catalogs"), catalog);
        final List<String> hashes = store.add(catalog, clock.timeMs());
        final CatalogBook book = store.book();
        catalogCopies = new CatalogCopies(store, settings.partitions(), messages);
        port = new StreamPort(portSettings(), () -> grid.transport(), this, this::routes, messages).bind();
        storage = new GridStorage(storageContext(data), messages).start();
        grid = new Grid(
                        new GridContext()
                                .partitions(settings.partitions())
                                .owner(new OwnerContext()
                                        .rivals(true)
                                        .besideOnlineBytes(BESIDE_ONLINE_BYTES)
                                        .tickMs(settings.tickMs())
                                        .keepEntries(settings.journal().entries())
                                        .keepMs(settings.journal().forMs())),
                        new GridSeams(
                                storage.journal(),
                                storage.snapshots(),
                                partition -> new PartitionEngine(catalogCopies.bookFor(partition), settings.rating()),
                                clock,
                                new Listener()))
                .start();
        catalogs = new CatalogPublisher(
                grid, book, catalogCopies::whenKept, hashes, clock, CatalogPublisher.LATER, messages);
        reads = reads();
        local = new LocalAsks(grid, storage.journal(), catalogCopies, reads, RETRY_AFTER_MS);
        peers = new PeerAsks(storage.peers(), local, RETRY_AFTER_MS, ASK_TIMEOUT_MS, messages);
        peers.start();
        courier = new CourierThread(
                grid, storage.journal(), storage.snapshots(), this, what -> messages.accept("ALARM: " + what));
        if (!channels.isEmpty()) {
            notices = new NoticeThread(channels, new GridNotices(grid), this, noticed, messages);
        }
        catalogCopies.start(storage.peers(), peers, grid::reopen);
        clocks = new PeerClocks(storage.peers(), clock);
        clocks.start();
        startMembers(storage.membership());
        port.start();
        ownership.start();
        return this;
    }

    private void startMembers(final Membership membership) {
        final MemberSettings members = settings.members();
        copies = new CopyWatch(grid, membership, settings.backups() + 1, members.minCopies(), messages);
        baseline = new BaselineKeeper(membership, members.replaceAfterMs(), messages);
        share = new LateShare(
                membership::areFirstCopiesLate,
                () -> membership.primaries().isEmpty(),
                membership::remindOfFirstCopies,
                System::nanoTime,
                messages);
        final Followed followed = new Followed(
                settings.partitions(),
                TimeUnit.MILLISECONDS.toNanos(settings.followMs()),
                grid::follow,
                grid::unfollow);
        ownership = new Ownership(
                grid, membership, copies, followed, this::objection, members.leaveAfterMs(), leave, messages);
        if (membership.agreed().size() == 2) {
            messages.accept("the grid has two nodes: when they lose each other, or one dies, the other stops. A third"
                    + " with node.voter: true lets one go on");
        }
        baseline.start();
    }

    private String objection() {
        if (storage.isOutdated()) {
            return "it holds less than a node that wants to join it";
        }
        if (share.mustLeave()) {
            return "it holds whole copies of its share and does not get it";
        }
        return storage.membership().isInTheWay()
                ? "it has a part of a lost partition, and stands in the way of the nodes that had all of it"
                : clock.objection();
    }

    /** Where a node with this data directory stores what it holds. */
    public static Path storageOf(final Path dataDirectory) {
        return dataDirectory.toAbsolutePath().resolve("grid");
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
        ask(Ask.command(partition, command), answer -> handler.accept(AskAnswers.commandResult(partition, answer)));
    }

    @Override
    public void ask(final Ask ask, final Consumer<AskAnswer> handler) {
        final Optional<Withheld> reason = withheld(ask);
        if (reason.isPresent()) {
            handler.accept(AskAnswer.refused(
                    ask, AskAnswer.Outcome.valueOf(reason.get().answer().name()), RETRY_AFTER_MS));
            return;
        }
        final boolean here =
                ask.partition() < 0 || ask.partition() >= settings.partitions() || grid.isOwned(ask.partition());
        (here ? local : peers).ask(ask, handler);
    }

    public int partitions() {
        return settings.partitions();
    }

    /** The catalogs that this node keeps, published yet or not. */
    public CatalogHistory catalogs() {
        return catalogCopies.history();
    }

    /** How many partitions are this node's share now, open or not. */
    public int ownedPartitions() {
        int owned = 0;
        for (int partition = 0; partition < settings.partitions(); partition++) {
            owned += grid.isOwned(partition) ? 1 : 0;
        }
        return owned;
    }

    /** Every node knows it, so that no one need be asked. */
    private Optional<Withheld> withheld(final Ask ask) {
        if (ask.partition() < 0 || ask.partition() >= settings.partitions()) {
            return Optional.empty();
        }
        return grid.withheld(ask.partition()).filter(reason -> ask.isCommand() || reason == Withheld.PARTITION_LOST);
    }

    /** Those that belong to the grid, here or not, by name. */
    public Set<String> agreedNodes() {
        return storage.membership().agreed();
    }

    /** Seconds that any partition owned here stood on one copy while more are wanted, since the start. */
    public double oneCopySeconds() {
        return copies.oneCopySeconds();
    }

    /** Partitions owned here that have one copy now while more are wanted. */
    public int partitionsOnOneCopy() {
        return copies.onOneCopy();
    }

    /** How many partitions of the grid have no copy, as of the last look at it. */
    public int partitionsLost() {
        return copies.lost();
    }

    /** Partitions without any copy, each with the names of the nodes that had the last ones. */
    public Map<Integer, Set<String>> lostPartitions() {
        return storage.membership().lost();
    }

    /**
     * Gives up what lost partitions held: they begin anew with nothing. For people to decide, when the nodes that had the last copies will
     * not come back; waits for it. Until then they come back by themselves with those nodes.
     *
     * @return the partitions that were given up
     */
    public Set<Integer> acceptLoss() {
        final Map<Integer, Set<String>> lost = lostPartitions();
        if (!lost.isEmpty()) {
            messages.accept("ALARM: the loss of partitions is accepted, they begin with nothing: " + lost);
            storage.membership().takeBackLost();
        }
        return lost.keySet();
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
        if (baseline != null) {
            baseline.close();
            clocks.close();
        }
        if (ownership != null) {
            ownership.close();
        }
        if (port != null) {
            port.close();
        }
        if (courier != null) {
            courier.close();
        }
        if (notices != null) {
            notices.close();
        }
        if (peers != null) {
            catalogCopies.close();
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
                settings.place().address(),
                settings.place().gatewayPort(),
                settings.token(),
                settings.name(),
                settings.partitions(),
                StreamPortSettings.STANDARD_SILENCE_MS,
                settings.tls());
    }

    /** What {@link GridStorage} has no name for. A currency that another release of Java does not know is not compared. */
    private GridStorageContext share(final GridStorageContext context) {
        for (final Currency currency : Currency.getAvailableCurrencies()) {
            if (currency.getDefaultFractionDigits() >= 0) {
                final Money money = Money.of(currency.getCurrencyCode());
                context.shared("currency-scale." + money.code(), money.scale());
            }
        }
        return context.shared("grid.min-copies", settings.members().minCopies())
                .shared("grid.clock-tolerance-ms", settings.members().clockToleranceMs())
                .shared("grid.duplicate-window-days", settings.rating().duplicateWindowDays())
                .shared("image-chunks", settings.rating().chunks());
    }

    private GridStorageContext storageContext(final Path data) {
        return share(new GridStorageContext())
                .dataDirectory(storageOf(data))
                .instanceName(settings.name())
                .partitions(settings.partitions())
                .backups(settings.backups())
                .durability(settings.durability())
                .regionBytes(settings.regionBytes())
                .localAddress(settings.place().address())
                .announcedAddress(settings.place().announced())
                .discoveryPort(settings.place().discoveryPort())
                .communicationPort(settings.place().communicationPort())
                .peers(settings.peers())
                .tls(settings.tls())
                .failureDetectionMs(settings.failureDetectionMs())
                .foundingNodes(settings.foundingNodes())
                .discovery(settings.members().discovery())
                .voter(settings.members().voter())
                .clockToleranceMs(settings.members().clockToleranceMs())
                .attribute(GATEWAY_ADDRESS, settings.place().reachedAt() + ":" + port.port());
    }

    private Routes routes() {
        return new Routes(storage.membership().attributes(GATEWAY_ADDRESS), open.now());
    }

    private void tellNotices(final Consumer<NoticeThread> what) {
        final NoticeThread thread = notices;
        if (thread != null) {
            what.accept(thread);
        }
    }

    /** What is to be sent of those that were given up in the partitions that are open here. */
    public CompletableFuture<List<String>> givenUpNotices(final int mostOfPartition) {
        final List<CompletableFuture<Answer<List<String>>>> answers = open.now().stream()
                .mapToObj(partition -> query(partition, 0, engine -> engine.givenUpNotices(mostOfPartition).stream()
                        .map(notice -> NoticeText.of(engine, notice))
                        .toList()))
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> answers.stream()
                        .map(CompletableFuture::join)
                        .filter(answer -> answer.outcome() == Answer.Outcome.GIVEN)
                        .flatMap(answer -> answer.value().stream())
                        .toList());
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
                tellNotices(thread -> thread.closed(partition));
            }
            times.moved(partition, to);
            if (to == OwnerState.BROKEN) {
                catalogCopies.broken(partition);
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
        public void turnedAway(final int partition) {
            listener.turnedAway(partition);
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
        public void noticed(final int partition) {
            tellNotices(thread -> thread.pending(partition));
            listener.noticed(partition);
        }

        @Override
        public void imaged(final int partition, final long sequence) {
            listener.imaged(partition, sequence);
        }
    }
}
