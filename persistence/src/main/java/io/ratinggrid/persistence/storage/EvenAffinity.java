package io.ratinggrid.persistence.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import io.ratinggrid.rating.Hash64;
import org.apache.ignite.cache.affinity.AffinityFunction;
import org.apache.ignite.cache.affinity.AffinityFunctionContext;
import org.apache.ignite.cluster.BaselineNode;
import org.apache.ignite.cluster.ClusterNode;

/**
 * Gives every node the same number of first copies, give or take one, and of all copies: plain rendezvous hashing leaves some
 * with a quarter more than others. A partition takes the nodes that its hash likes best among those that are not full; so few
 * partitions move when a node comes or goes. A function of the nodes' consistent ids alone. Stateless.
 */
final class EvenAffinity implements AffinityFunction {
    /** True of a node that holds no partition and only counts for the majority. */
    static final String VOTER = "ratinggrid.voter";

    private static final long serialVersionUID = 1L;

    private final int partitions;
    private final int backups;

    EvenAffinity(final int partitions, final int backups) {
        this.partitions = partitions;
        this.backups = backups;
    }

    @Override
    public void reset() {
        // It keeps nothing.
    }

    @Override
    public int partitions() {
        return partitions;
    }

    /** Keys are mapped by {@link GridKey}'s partition, which is the partition of the grid. */
    @Override
    public int partition(final Object key) {
        return (Integer) key;
    }

    @Override
    public void removeNode(final UUID nodeId) {
        // It keeps nothing.
    }

    @Override
    public List<List<ClusterNode>> assignPartitions(final AffinityFunctionContext context) {
        final List<ClusterNode> nodes = context.currentTopologySnapshot().stream()
                .filter(node -> !isVoter(node))
                .sorted(Comparator.comparing(node -> node.consistentId().toString()))
                .toList();
        return assign(nodes, node -> node.consistentId().toString());
    }

    /** Its attribute is known of baseline nodes that are not here, too. */
    static boolean isVoter(final BaselineNode node) {
        return Boolean.parseBoolean(node.attribute(VOTER));
    }

    <N> List<List<N>> assign(final List<N> nodes, final Function<N, String> nameOf) {
        if (nodes.isEmpty()) {
            return Stream.generate(List::<N>of).limit(partitions).toList();
        }
        final int copies = Math.min(backups + 1, nodes.size());
        final int most = (partitions + nodes.size() - 1) / nodes.size();
        final List<Map<N, Integer>> counts = Stream.generate(() -> (Map<N, Integer>) new HashMap<N, Integer>())
                .limit(copies)
                .toList();
        final List<List<N>> assignment = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            final List<N> ranked = ranked(nodes, partition, nameOf);
            final List<N> owners = new ArrayList<>(copies);
            for (final Map<N, Integer> count : counts) {
                ranked.removeAll(owners);
                final N owner = choose(ranked, count, most);
                count.merge(owner, 1, Integer::sum);
                owners.add(owner);
            }
            assignment.add(owners);
        }
        return assignment;
    }

    /** The best that is not full, else the least full. */
    private static <N> N choose(final List<N> ranked, final Map<N, Integer> count, final int most) {
        return ranked.stream()
                .filter(node -> count.getOrDefault(node, 0) < most)
                .findFirst()
                .orElseGet(() -> Collections.min(ranked, Comparator.comparingInt(node -> count.getOrDefault(node, 0))));
    }

    private static <N> List<N> ranked(final List<N> nodes, final int partition, final Function<N, String> nameOf) {
        final List<N> ranked = new ArrayList<>(nodes);
        ranked.sort(Comparator.comparingLong(node -> {
            final byte[] name = nameOf.apply(node).getBytes(StandardCharsets.UTF_8);
            return Hash64.hash(name, 0, name.length, Hash64.mix(partition + 1L));
        }));
        return ranked;
    }
}
