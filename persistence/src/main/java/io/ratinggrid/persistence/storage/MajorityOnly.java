package io.ratinggrid.persistence.storage;

import java.util.Collection;

import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.configuration.TopologyValidator;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cluster.BaselineTopology;
import org.apache.ignite.resources.IgniteInstanceResource;

/**
 * Lets a cache be written only while more than half of the agreed nodes are there. Ignite asks once for each change of the
 * cluster, before anything is written under it: a side that was cut off writes nothing but what was under way at the cut.
 */
final class MajorityOnly implements TopologyValidator {
    private static final long serialVersionUID = 1L;

    @IgniteInstanceResource
    private transient Ignite ignite;

    @Override
    public boolean validate(final Collection<ClusterNode> nodes) {
        final BaselineTopology agreed =
                ((IgniteEx) ignite).context().state().clusterState().baselineTopology();
        if (agreed == null) {
            return true;
        }
        final long here = nodes.stream()
                .filter(node -> agreed.consistentIds().contains(node.consistentId()))
                .count();
        return here * 2 > agreed.consistentIds().size();
    }

    /** Caches of one group must have the same one. */
    @Override
    public boolean equals(final Object other) {
        return other instanceof MajorityOnly;
    }

    @Override
    public int hashCode() {
        return MajorityOnly.class.hashCode();
    }
}
