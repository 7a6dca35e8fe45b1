package io.ratinggrid.persistence.storage;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCluster;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.cluster.ClusterState;

/**
 * Brings a grid to life; its oldest node does, for Ignite would compare copies by their counters and begin at once.
 *
 * <ul>
 *   <li>A grid that never lived becomes active once all founders are there.
 *   <li>Any other does when all that belong to it are back, or all that were there last, which is the majority that knows all that
 *       was committed. One that these went on without ends its start with {@link LeftBehindException} and comes back empty.
 * </ul>
 */
final class ClusterActivation {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final IgniteCluster cluster;
    private final GridStorageContext context;

    ClusterActivation(final Ignite ignite, final GridStorageContext context) {
        this.cluster = ignite.cluster();
        this.context = context;
    }

    void await() {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(context.startTimeoutMs());
        while (cluster.state() != ClusterState.ACTIVE) {
            final Map<String, ClusterNode> present = present();
            if (isUnborn()) {
                if (isOldest() && present.size() >= context.foundingNodes()) {
                    cluster.state(ClusterState.ACTIVE);
                    cluster.baselineAutoAdjustEnabled(false);
                    continue;
                }
            } else {
                final Standings standings = Standings.of(present.values());
                final Set<String> behind = standings.behind(context.backups());
                if (behind.contains(context.instanceName())) {
                    throw new LeftBehindException(
                            "the grid went on without this node: the others' standings are " + standings);
                }
                if (isOldest() && behind.isEmpty() && standings.isWhole(present.keySet(), agreed())) {
                    cluster.state(ClusterState.ACTIVE);
                    continue;
                }
            }
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException("grid is not active: state=" + cluster.state() + " nodes="
                        + present.keySet() + " startTimeoutMs=" + context.startTimeoutMs()
                        + "; start the nodes that are missing: "
                        + (isUnborn() ? "foundingNodes=" + context.foundingNodes() : "baseline=" + agreed()));
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private Map<String, ClusterNode> present() {
        final Map<String, ClusterNode> present = new TreeMap<>();
        cluster.forServers()
                .nodes()
                .forEach(node -> present.put(node.consistentId().toString(), node));
        return present;
    }

    private Set<String> agreed() {
        return cluster.currentBaselineTopology().stream()
                .map(node -> node.consistentId().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isUnborn() {
        return cluster.currentBaselineTopology() == null;
    }

    private boolean isOldest() {
        return cluster.forServers().forOldest().node().equals(cluster.localNode());
    }
}
