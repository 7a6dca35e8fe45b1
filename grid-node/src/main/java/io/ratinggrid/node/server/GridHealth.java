package io.ratinggrid.node.server;

import io.ratinggrid.node.cluster.ClusterNode;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while the node stands on the majority side and has opened its share. */
@Component("grid")
final class GridHealth implements HealthIndicator {
    private final ClusterNode node;

    GridHealth(final ClusterNode node) {
        this.node = node;
    }

    @Override
    public Health health() {
        final int share = node.ownedPartitions();
        final int open = node.openPartitions().cardinality();
        final boolean majority = node.isMajority();
        return (majority && open == share ? Health.up() : Health.outOfService())
                .withDetail("majority", majority)
                .withDetail("partitions", share)
                .withDetail("open", open)
                .build();
    }
}
