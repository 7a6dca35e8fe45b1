package io.ratinggrid.persistence.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCluster;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.BaselineNode;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.EventType;

/** Who is in the grid, whose the partitions are and how many copies they have, as this node sees it now. Any thread. */
public final class Membership {
    private static final int[] CHANGES = {
        EventType.EVT_NODE_JOINED,
        EventType.EVT_NODE_LEFT,
        EventType.EVT_NODE_FAILED,
        EventType.EVT_BASELINE_CHANGED,
        EventType.EVT_CACHE_REBALANCE_STOPPED
    };
    private static final int[] DEPARTURES = {EventType.EVT_NODE_LEFT, EventType.EVT_NODE_FAILED};

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Ignite ignite;
    private final String cache;
    private final StandingFile standing;
    private final Copies copies;
    private final PeerSenders senders;
    private final Confirmation confirmation;
    private final LastHolders lastHolders;
    private final Lease lease;
    private final ScheduledExecutorService leasing;
    /** One that has been looked at takes the place of that from before alone: what has come to be doubted meanwhile stays so. */
    private final AtomicReference<View> view = new AtomicReference<>(new View(-1, false));

    private record View(long topology, boolean majority) {}

    Membership(
            final Ignite ignite,
            final String cache,
            final StandingFile standing,
            final Copies copies,
            final long failureDetectionMs) {
        this.lease = new Lease(failureDetectionMs);
        this.leasing = Executors.newSingleThreadScheduledExecutor(task -> {
            final Thread thread = new Thread(task, "lease-" + ignite.name());
            thread.setDaemon(true);
            return thread;
        });
        final PeerMessages peers = new PeerMessages(ignite, cache);
        this.senders = new PeerSenders(peers, "members-" + ignite.name());
        this.confirmation = new Confirmation(peers, this::here, senders, lease);
        this.lastHolders = new LastHolders(peers, senders, copies);
        this.ignite = ignite;
        this.cache = cache;
        this.standing = standing;
        this.copies = copies;
    }

    /** Events that a node must be set up to record. */
    static int[] changes() {
        return CHANGES.clone();
    }

    /** Runs {@code changed}, on a thread of Ignite, whenever nodes come or go or data has moved; it must return at once. */
    public void listen(final Runnable changed) {
        ignite.events()
                .localListen(
                        event -> {
                            if (event.type() == EventType.EVT_BASELINE_CHANGED) {
                                view.set(new View(-1, false));
                            }
                            changed.run();
                            return true;
                        },
                        CHANGES);
    }

    /** Begins to follow who has the copies. */
    void follow() {
        senders.start();
        confirmation.start();
        leasing.scheduleWithFixedDelay(this::lease, 0, lease.askEveryNs(), TimeUnit.NANOSECONDS);
        lastHolders.start();
        copies.refresh();
        ignite.events()
                .localListen(
                        event -> {
                            copies.left(((DiscoveryEvent) event)
                                    .eventNode()
                                    .consistentId()
                                    .toString());
                            return true;
                        },
                        DEPARTURES);
    }

    /** Looks anew at what Ignite tells without an event; to be called every so often. */
    public void refresh() {
        copies.refresh();
        lastHolders.tell();
        lookFrom(view.get());
    }

    /**
     * True while this node sees more than half of the nodes that the grid was last agreed to have. Nodes that are gone are known
     * here before anything is written without them; those who are here say so, and it is written down on this node's disk, before this
     * does.
     */
    public boolean isMajority() {
        final View known = view.get();
        if (known.topology() != ignite.cluster().topologyVersion()) {
            lookFrom(known);
        }
        return view.get().majority();
    }

    /** As {@link #isMajority}, and waits a moment for the others to say so. Not for a thread of Ignite. */
    public boolean awaitMajority(final long mostMs) {
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMs);
        while (!isMajority()) {
            if (view.get().topology() >= 0 || System.nanoTime() > endNs) {
                return false;
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return true;
    }

    /**
     * True while enough of the others have said a moment ago that this node is one of them, so that nobody can have taken its place:
     * what it has committed is the newest.
     */
    boolean holdsLease() {
        return lease.isHeld();
    }

    /** As {@link #holdsLease}, and waits a moment for it. */
    void awaitLease(final long mostMs) {
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMs);
        while (!holdsLease() && System.nanoTime() < endNs) {
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private void lease() {
        try {
            final Collection<BaselineNode> agreed = ignite.cluster().currentBaselineTopology();
            if (agreed != null) {
                confirmation.lease(here(), agreed.size() / 2);
            }
        } catch (final IgniteException | IllegalStateException e) {
            // Not now, or the node is being stopped: the lease ends by itself.
        }
    }

    /** Lets the others confirm anew that this node stands on the majority side, before {@link #isMajority} says so again. */
    void doubt() {
        confirmation.doubt();
        view.set(new View(-1, false));
    }

    /** Answers no others any more. */
    void close() {
        leasing.shutdownNow();
        senders.close();
    }

    /** The partitions of which this node has the first copy, but for those that are lost. */
    public BitSet primaries() {
        return notLost(ignite.affinity(cache).primaryPartitions(ignite.cluster().localNode()));
    }

    /** The partitions, but for those that are lost, of which this node has a copy, perhaps not a whole one yet, that is not the first. */
    public BitSet backups() {
        return notLost(ignite.affinity(cache).backupPartitions(ignite.cluster().localNode()));
    }

    private BitSet notLost(final int[] all) {
        final BitSet partitions = new BitSet();
        Arrays.stream(all).forEach(partitions::set);
        copies.lost().keySet().forEach(partitions::clear);
        return partitions;
    }

    /** How many whole copies a partition has now, those being made not counted; 0 when it is lost. As of the last refresh. */
    public int copies(final int partition) {
        return copies.of(partition);
    }

    /** Partitions without any copy, each with the nodes that had the last ones. As of the last refresh. */
    public Map<Integer, Set<String>> lost() {
        return copies.lost();
    }

    /**
     * True when all that is lost came back with the data it had, and no one else is here who would hold it: Ignite takes every copy that
     * is here for whole when a lost partition is taken back.
     */
    public boolean isLossMended() {
        final Set<String> kept = kept();
        return copies.lost().entrySet().stream()
                .allMatch(lost -> lost.getValue().stream().anyMatch(kept::contains)
                        && lost.getValue().containsAll(keepers(lost.getKey())));
    }

    /**
     * True when this node would hold a lost partition, has no whole copy, and one that has is back: it stands in the way, and must come
     * again once the partition is taken back.
     */
    public boolean isInTheWay() {
        final Set<String> kept = kept();
        final String me = nameOf(ignite.cluster().localNode());
        return copies.lost().entrySet().stream()
                .anyMatch(lost -> lost.getValue().stream().anyMatch(kept::contains)
                        && !lost.getValue().contains(me)
                        && keepers(lost.getKey()).contains(me));
    }

    /**
     * True when all nodes hold the copies that they should, and some first copies are not where they should be. Ignite sees to that, in a
     * moment; now and then it misses the moment.
     */
    public boolean areFirstCopiesLate() {
        return copies.areFirstCopiesLate();
    }

    /** Lets Ignite look again whether first copies are late; harmless when they are not. */
    public void remindOfFirstCopies() {
        copies.tellAgain();
    }

    private Set<String> kept() {
        return servers().stream()
                .filter(node -> Boolean.parseBoolean(node.attribute(JoinGuard.KEPT)))
                .map(Membership::nameOf)
                .collect(Collectors.toSet());
    }

    private Set<String> keepers(final int partition) {
        return ignite.<GridKey>affinity(cache).mapPartitionToPrimaryAndBackups(partition).stream()
                .map(Membership::nameOf)
                .collect(Collectors.toSet());
    }

    /**
     * Takes the partitions that are lost back into use with what is there of them now: all, or, if their nodes are not back, nothing.
     * Waits for it; not for a thread of Ignite.
     */
    public void takeBackLost() {
        copies.takeBack();
    }

    /** True of one node among those that are here, on the majority side: the one that decides for all. */
    public boolean isDeciding() {
        return isMajority()
                && ignite.cluster()
                        .forServers()
                        .forOldest()
                        .node()
                        .equals(ignite.cluster().localNode());
    }

    /** Those that belong to the grid, by name. */
    public Set<String> agreed() {
        return ignite.cluster().currentBaselineTopology().stream()
                .map(node -> node.consistentId().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that are here, by name. */
    public Set<String> present() {
        return servers().stream().map(Membership::nameOf).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of them that hold no partition. */
    public Set<String> voters() {
        return servers().stream()
                .filter(EvenAffinity::isVoter)
                .map(Membership::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Lets those belong to the grid, here or not, and no others. To be called where {@link #isDeciding}; waits for it. */
    public void agree(final Set<String> members) {
        final List<BaselineNode> nodes = new ArrayList<>(servers());
        nodes.removeIf(node -> !members.contains(node.consistentId().toString()));
        final Set<String> present = present();
        ignite.cluster().currentBaselineTopology().stream()
                .filter(node -> !present.contains(node.consistentId().toString()))
                .filter(node -> members.contains(node.consistentId().toString()))
                .forEach(nodes::add);
        ignite.cluster().setBaselineTopology(nodes);
        view.set(new View(-1, false));
    }

    /** What every node that is here was given under a name, see {@link GridStorageContext#attribute}. */
    public List<String> attributes(final String name) {
        return servers().stream()
                .map(node -> node.<String>attribute(name))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    /** What the node with the first copy of a partition was given under a name. */
    public Optional<String> attributeOfPrimary(final int partition, final String name) {
        return Optional.ofNullable(ignite.affinity(cache).mapPartitionToNode(partition))
                .map(node -> node.attribute(name));
    }

    private Collection<ClusterNode> servers() {
        return ignite.cluster().forServers().nodes();
    }

    private static String nameOf(final ClusterNode node) {
        return node.consistentId().toString();
    }

    private void lookFrom(final View known) {
        view.compareAndSet(known, look());
    }

    private synchronized View look() {
        final IgniteCluster cluster = ignite.cluster();
        final long topology = cluster.topologyVersion();
        final Collection<BaselineNode> agreed = cluster.currentBaselineTopology();
        if (agreed == null) {
            return new View(topology, false);
        }
        final Set<String> here = here();
        final int least = agreed.size() / 2 + 1;
        if (here.size() < least) {
            confirmation.doubt();
            return new View(topology, false);
        }
        // Not yet is asked again at the next call, for it depends on no event.
        if (!confirmation.isConfirmed(here, least - 1)) {
            return new View(-1, false);
        }
        if (topology == cluster.topologyVersion()) {
            standing.write(new Standing(here, copies.lost(), false));
            return new View(topology, true);
        }
        return new View(-1, false);
    }

    private Set<String> here() {
        final Set<String> here = present();
        here.retainAll(agreed());
        return here;
    }
}
