package io.ratinggrid.node.server;

import java.util.List;

import io.ratinggrid.node.cluster.ClusterNode;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while the node stands on the majority side and has opened its share; else it says why not. */
@Component("grid")
final class GridHealth implements HealthIndicator {
    private final ClusterNode node;
    private final NodeMetrics metrics;

    GridHealth(final ClusterNode node, final NodeMetrics metrics) {
        this.node = node;
        this.metrics = metrics;
    }

    @Override
    public Health health() {
        final int share = node.ownedPartitions();
        final int open = node.openPartitions().cardinality();
        final boolean majority = node.isMajority();
        final List<Integer> broken = metrics.states().broken();
        final Health.Builder health = (majority && open == share ? Health.up() : Health.outOfService())
                .withDetail("majority", majority)
                .withDetail("partitionsOwned", share)
                .withDetail("partitionsOpen", open)
                .withDetail("partitionsBroken", broken);
        if (!majority) {
            health.withDetail(
                    "reason",
                    "half of the grid's nodes or more are out of reach: nothing is rated here until they are back");
        } else if (!broken.isEmpty()) {
            health.withDetail("reason", "partitions " + broken + " are broken, the log says why: they need people");
        } else if (open != share) {
            health.withDetail("reason", share - open + " of " + share + " partitions are being opened");
        }
        return health.build();
    }
}
