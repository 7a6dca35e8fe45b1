package io.ratinggrid.persistence.storage;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCluster;
import org.apache.ignite.cluster.ClusterState;

/**
 * Brings a grid to life. Only one that never lived is activated here, by its oldest node once all founders are present;
 * any other becomes active by itself when all that belong to it are back.
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
            if (isUnborn() && isOldest() && cluster.forServers().nodes().size() >= context.foundingNodes()) {
                cluster.state(ClusterState.ACTIVE);
                cluster.baselineAutoAdjustEnabled(false);
            } else if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException("grid is not active: state=" + cluster.state() + " nodes="
                        + cluster.forServers().nodes().size() + " startTimeoutMs=" + context.startTimeoutMs()
                        + "; start the nodes that are missing: baseline=" + cluster.currentBaselineTopology());
            } else {
                LockSupport.parkNanos(POLL_NS);
            }
        }
    }

    private boolean isUnborn() {
        return cluster.currentBaselineTopology() == null;
    }

    private boolean isOldest() {
        return cluster.forServers().forOldest().node().equals(cluster.localNode());
    }
}
