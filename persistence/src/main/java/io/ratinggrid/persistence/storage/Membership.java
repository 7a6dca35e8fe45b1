package io.ratinggrid.persistence.storage;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCluster;
import org.apache.ignite.cluster.BaselineNode;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.events.EventType;

/** Who is in the grid and whose the partitions are, as this node sees it now. Any thread. */
public final class Membership {
    private static final int[] CHANGES = {
        EventType.EVT_NODE_JOINED,
        EventType.EVT_NODE_LEFT,
        EventType.EVT_NODE_FAILED,
        EventType.EVT_CACHE_REBALANCE_STOPPED
    };

    private final Ignite ignite;
    private final String cache;
    private volatile Standing standing = new Standing(-1, false);

    private record Standing(long topology, boolean majority) {}

    Membership(final Ignite ignite, final String cache) {
        this.ignite = ignite;
        this.cache = cache;
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
                            changed.run();
                            return true;
                        },
                        CHANGES);
    }

    /**
     * True while this node sees more than half of the nodes that the grid was last agreed to have. Nodes that are gone are known
     * here before anything is written without them.
     */
    public boolean isMajority() {
        final long topology = ignite.cluster().topologyVersion();
        Standing known = standing;
        if (known.topology() != topology) {
            known = new Standing(topology, countMajority());
            standing = known;
        }
        return known.majority();
    }

    /** The partitions of which this node has the first copy. */
    public BitSet primaries() {
        final BitSet partitions = new BitSet();
        for (final int partition :
                ignite.affinity(cache).primaryPartitions(ignite.cluster().localNode())) {
            partitions.set(partition);
        }
        return partitions;
    }

    /** What every node that is here was given under a name, see {@link GridStorageContext#attribute}. */
    public List<String> attributes(final String name) {
        return ignite.cluster().forServers().nodes().stream()
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

    private boolean countMajority() {
        final IgniteCluster cluster = ignite.cluster();
        final Collection<BaselineNode> agreed = cluster.currentBaselineTopology();
        if (agreed == null) {
            return false;
        }
        final Set<Object> present = cluster.forServers().nodes().stream()
                .map(ClusterNode::consistentId)
                .collect(Collectors.toSet());
        final long here = agreed.stream()
                .filter(node -> present.contains(node.consistentId()))
                .count();
        return here * 2 > agreed.size();
    }
}
