package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import io.ratinggrid.node.cluster.CatalogPublisher;
import io.ratinggrid.node.cluster.ClockGuard;
import io.ratinggrid.node.cluster.OpenPartitions;
import io.ratinggrid.node.courier.Courier;
import io.ratinggrid.node.courier.CourierContext;
import io.ratinggrid.node.courier.GridOutboxes;
import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.grid.GridContext;
import io.ratinggrid.node.grid.GridSeams;
import io.ratinggrid.node.net.BatchBuffers;
import io.ratinggrid.node.net.GatewaySession;
import io.ratinggrid.node.owner.OwnerContext;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.owner.OwnerMove;
import io.ratinggrid.node.owner.OwnerState;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.wire.Routes;

/** A node: one process after the other, each with a grid, a courier and connections of gateways. */
final class SimNode {
    static final PartitionSettings RATING = new PartitionSettings(PartitionSettings.DEFAULT.duplicateWindowDays(), 4);

    private static final int LOOK_US = 50_000;
    private static final int TOLERANCE_MS = 1_000;
    private static final int HEAR_CLOCKS = 10;
    private static final long CLOSE_US = 2_000;
    private static final long PUBLISH_AGAIN_US = 500_000;
    private static final long LEAVE_AFTER_US = 2_000_000;
    private static final int MOST_FOLLOW_AFTER_US = 3_000_000;

    private final World world;
    private final int number;
    private final SimClock clock;
    private final Chance chance;
    private final Chance mishaps;
    private int failingPermille;
    private Life life;
    private SimRuntime runtime;
    private Grid grid;
    private Courier courier;
    private NodeAsks asks;
    private ClockGuard guard;
    private OpenPartitions open;
    private boolean publishesAll;
    private CatalogPublisher publisher;
    private final OwnerState[] states;
    private final Set<GatewaySession> sessions = new HashSet<>();
    private final List<GatewaySession> order = new ArrayList<>();
    private BatchBuffers buffers;
    private BitSet owned = new BitSet();
    /** What it has acted upon. */
    private Topology heeded;

    private boolean heededMinority;
    private long minoritySinceUs;
    private int looks;

    SimNode(final World world, final int number) {
        this.world = world;
        this.number = number;
        clock = new SimClock(world.time);
        chance = world.chance.split();
        mishaps = world.chance.split();
        states = new OwnerState[world.scale.partitions()];
    }

    int number() {
        return number;
    }

    SimClock clock() {
        return clock;
    }

    SimNode peer(final int other) {
        return world.nodes.get(other);
    }

    Optional<NodeAsks> asks() {
        return isUp() ? Optional.of(asks) : Optional.empty();
    }

    boolean isUp() {
        return life != null && life.isAlive() && !life.isStopped();
    }

    boolean isAlive() {
        return life != null && life.isAlive();
    }

    Grid grid() {
        return grid;
    }

    Life life() {
        return life;
    }

    /** The share of commands, and of openings, in which the machine fails under its engines from now on. */
    void failEngines(final int permille) {
        failingPermille = permille;
    }

    /** What it does with each partition now. */
    OwnerState state(final int partition) {
        return isAlive() ? states[partition] : OwnerState.CLOSED;
    }

    private void enter(final int partition, final OwnerState next) {
        if (states[partition] != null) {
            world.owners[states[partition].ordinal()]--;
        }
        world.owners[next.ordinal()]++;
        states[partition] = next;
    }

    /** Writes of images under way. */
    int images() {
        return isAlive() ? runtime.images() : 0;
    }

    /** Items on their way. */
    int itemsUnderWay() {
        return isAlive() ? courier.underWay() : 0;
    }

    /** Starts a process, if there is none. */
    void start() {
        if (isAlive()) {
            return;
        }
        world.trace.add(name(), "starts");
        life = new Life(world.time);
        final Life ofThis = life;
        for (int partition = 0; partition < states.length; partition++) {
            enter(partition, OwnerState.CLOSED);
        }
        owned = new BitSet();
        heeded = null;
        sessions.clear();
        order.clear();
        minoritySinceUs = 0;
        guard = new ClockGuard(clock, TOLERANCE_MS);
        runtime = new SimRuntime(world.time, life, chance.split(), this::onFailure);
        open = new OpenPartitions(() -> order.forEach(GatewaySession::announce));
        final GridContext context = context().conclude();
        final JournalStore journal = world.stores.journal(number, life);
        buffers = new BatchBuffers();
        grid = new Grid(
                        context,
                        new GridSeams(
                                journal,
                                world.stores.snapshots(number),
                                partition -> new FailingEngine(
                                        world.catalogs.book(), RATING, () -> mishaps.permille(failingPermille)),
                                guard,
                                new Listener(ofThis)),
                        runtime)
                .start();
        asks = new NodeAsks(this, world.stores, life, grid);
        courier = new Courier(
                new CourierContext(world.scale.partitions(), 16, 5, 50, 2_000, 5_000),
                new GridOutboxes(grid, journal, world.stores.snapshots(number), Runnable::run),
                asks,
                new SimThread(world.time, life, chance.split(), this::onFailure));
        publisher = publisher();
        world.members.started(number, life);
        life.at(LOOK_US, this::look);
    }

    /** SIGKILL. */
    void kill(final String why) {
        if (isAlive()) {
            world.trace.add(name(), "dies: " + why);
            life.die();
            for (int partition = 0; partition < states.length; partition++) {
                enter(partition, OwnerState.CLOSED);
            }
            order.clear();
            sessions.clear();
        }
    }

    /** SIGTERM: partitions are closed, and who waits hears of it. */
    void end() {
        if (isAlive()) {
            grid.close();
            life.at(CLOSE_US, () -> kill("SIGTERM"));
        }
    }

    /** SIGSTOP. */
    void stopFor(final long durationUs) {
        if (isAlive()) {
            world.trace.add(name(), "is stopped");
            life.stopFor(durationUs);
        }
    }

    /** SIGCONT. */
    void goOn() {
        if (isAlive()) {
            life.goOn();
        }
    }

    /** Takes up the catalogs that there are now, and publishes them where it owns. */
    void publish() {
        if (isAlive()) {
            publisher = publisher();
            for (int partition = 0; partition < world.scale.partitions(); partition++) {
                if (states[partition] == OwnerState.OPEN) {
                    publish(partition, published -> {});
                } else if (states[partition] == OwnerState.BROKEN) {
                    grid.reopen(partition);
                }
            }
        }
    }

    /** A gateway is let in; {@code outgoing} takes its frames. */
    GatewaySession connect(final Consumer<byte[]> outgoing, final Runnable end) {
        final GatewaySession session = new GatewaySession(grid.transport(), asks, this::routes, outgoing, end, buffers);
        sessions.add(session);
        order.add(session);
        session.welcome(world.scale.partitions(), name());
        session.announce();
        return session;
    }

    void disconnect(final GatewaySession session) {
        if (sessions.remove(session)) {
            order.remove(session);
        }
    }

    String name() {
        return world.scale.place(number);
    }

    private GridContext context() {
        return new GridContext()
                .partitions(world.scale.partitions())
                .ratingThreads(2)
                .commitSlots(1 + chance.between(0, 2))
                .owner(new OwnerContext()
                        .rivals(true)
                        .entryCommands(chance.between(1, 40))
                        .queuedCommands(chance.between(20, 400))
                        .imageAfterEntries(chance.between(3, 40))
                        .imageAfterMs(chance.between(0, 1) * 2_000)
                        .tickMs(chance.between(100, 1_000))
                        .dueCommands(chance.between(1, 4))
                        .followMs(chance.between(20, 500))
                        .followAgainMs(1_000)
                        .keepEntries(world.keepEntries)
                        .keepMs(world.keepMs));
    }

    private void publish(final int partition, final IntConsumer done) {
        final boolean all = publishesAll;
        publisher.publish(partition, published -> {
            if (all) {
                world.published(published);
            }
            done.accept(published);
        });
    }

    private CatalogPublisher publisher() {
        final Life ofThis = life;
        final Executor later = task -> ofThis.at(PUBLISH_AGAIN_US, task);
        publishesAll = world.isSecond();
        return new CatalogPublisher(
                grid,
                world.catalogs.book(),
                (hash, goOn) -> goOn.run(),
                world.publishedHashes(),
                guard,
                later,
                message -> world.problems.add("catalog", message));
    }

    private Routes routes() {
        return new Routes(world.addresses, open.now());
    }

    private void onFailure(final Throwable failure) {
        world.problems.add("thread stopped", name() + " " + failure);
        world.trace.add(name(), "a thread stopped: " + failure);
    }

    private void look() {
        life.at(LOOK_US, this::look);
        hearClocks();
        final boolean isMinority = world.members.knowsMinority(number);
        if (!isMinority) {
            minoritySinceUs = world.time.nowUs();
        }
        final String objection = objection();
        if (!objection.isEmpty()) {
            leave(objection);
            return;
        }
        final Topology seen = world.members.seen(number);
        if (seen == heeded && isMinority == heededMinority) {
            return;
        }
        heeded = seen;
        heededMinority = isMinority;
        final BitSet wanted = new BitSet();
        final BitSet copied = new BitSet();
        for (int partition = 0; !isMinority && partition < world.scale.partitions(); partition++) {
            wanted.set(partition, seen.primary()[partition] == number);
            copied.set(
                    partition,
                    world.follows
                            && !wanted.get(partition)
                            && seen.owners().get(partition).get(number));
        }
        move(wanted);
        follow(copied);
    }

    private String objection() {
        if (world.members.isOutdated(number) && minoritySinceUs < world.time.nowUs()) {
            return "the others went on without it";
        }
        if (world.time.nowUs() - minoritySinceUs > LEAVE_AFTER_US) {
            return "too long on the minority side";
        }
        return guard.objection();
    }

    private void leave(final String why) {
        clock.wrongBy(0);
        kill("leaves: " + why);
        world.time.at(chance.between(200, 1_500) * 1_000L, this::start);
    }

    private void hearClocks() {
        if (looks++ % HEAR_CLOCKS != 0) {
            return;
        }
        final long sentNs = guard.nanoTime();
        for (final SimNode other : world.nodes) {
            if (other != this && other.isUp()) {
                final GuardedReply reply = new GuardedReply(other, sentNs);
                world.network.send(number, other.number, reply::answer);
            }
        }
    }

    /** Brings another node's time back. */
    private final class GuardedReply {
        private final SimNode other;
        private final long sentNs;
        private final Life asked = life;

        GuardedReply(final SimNode other, final long sentNs) {
            this.other = other;
            this.sentNs = sentNs;
        }

        void answer() {
            if (other.isUp()) {
                final long theirMs = other.guard.wallMs();
                world.network.send(other.number, number, () -> {
                    if (asked.isAlive() && !asked.isStopped()) {
                        guard.heard(other.name(), sentNs, theirMs);
                    }
                });
            }
        }
    }

    private void move(final BitSet wanted) {
        final BitSet changed = (BitSet) wanted.clone();
        changed.xor(owned);
        changed.stream().forEach(partition -> {
            if (wanted.get(partition)) {
                grid.own(partition);
            } else {
                grid.disown(partition);
            }
        });
        owned = wanted;
    }

    /** Some time later, unless all has changed by then. */
    private void follow(final BitSet copied) {
        final Topology of = heeded;
        for (int partition = 0; partition < world.scale.partitions(); partition++) {
            final int some = partition;
            if (!copied.get(some)) {
                grid.unfollow(some);
            } else {
                life.at(chance.between(0, MOST_FOLLOW_AFTER_US), () -> {
                    if (heeded == of) {
                        grid.follow(some);
                    }
                });
            }
        }
    }

    /** Hears the owners of one process, as the real node does. */
    private final class Listener implements OwnerListener {
        private final Life of;

        Listener(final Life of) {
            this.of = of;
        }

        @Override
        public void moved(final int partition, final OwnerState from, final OwnerState to, final String reason) {
            if (!of.isAlive()) {
                return;
            }
            enter(partition, to);
            world.trace.add(name(), "partition=" + partition + " " + from + " > " + to + ": " + reason);
            OwnerMove.of(from, to)
                    .ifPresentOrElse(
                            world.counts::moved, () -> world.problems.add("move", "not drawn: " + from + " > " + to));
            if (to == OwnerState.OPEN) {
                publish(partition, published -> open.set(published, true));
            } else {
                open.set(partition, false);
            }
            if (from == OwnerState.OPEN) {
                courier.closed(partition);
            }
        }

        @Override
        public void pending(final int partition, final int items) {
            courier.pending(partition);
        }

        @Override
        public void committed(final int partition, final long sequence, final int commands, final int bytes) {
            world.trace.add(
                    name(), "committed partition=" + partition + " sequence=" + sequence + " commands=" + commands);
        }

        @Override
        public void imaged(final int partition, final long sequence) {
            world.counts.imaged();
            world.trace.add(name(), "imaged partition=" + partition + " sequence=" + sequence);
        }

        @Override
        public void alarm(final int partition, final String what) {
            world.trace.add(name(), "ALARM partition=" + partition + " " + what);
        }
    }
}
