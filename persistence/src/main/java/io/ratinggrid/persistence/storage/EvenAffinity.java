package io.ratinggrid.persistence.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
 * Gives every node the same number of first copies, give or take one: the partitions divided by the nodes, rounded down, and one
 * more only to as many nodes as are left over. The same holds of first copies and backup copies together; plain rendezvous hashing
 * leaves some nodes with a quarter more than others. Backup copies alone may differ by two, where a node has a first copy more and
 * another a copy less. With less than two partitions for each node, only first copies are sure to be even. A partition takes the
 * nodes that its hash likes best among those that are not full; so few partitions move when a node comes or goes. A function of the
 * nodes' consistent ids alone. Stateless.
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
        final List<List<N>> ranked = new ArrayList<>(partitions);
        final List<List<N>> assignment = new ArrayList<>(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            ranked.add(ranked(nodes, partition, nameOf));
            assignment.add(new ArrayList<>());
        }
        final Map<N, Integer> counts = new HashMap<>();
        nodes.forEach(node -> counts.put(node, 0));
        final int copies = Math.min(backups + 1, nodes.size());
        for (int copy = 1; copy <= copies; copy++) {
            assignOneMore(ranked, assignment, counts, copy * partitions);
        }
        return assignment;
    }

    /** A copy more of each partition; {@code all}: how many copies there are then. */
    private static <N> void assignOneMore(
            final List<List<N>> ranked, final List<List<N>> assignment, final Map<N, Integer> counts, final int all) {
        final int even = all / counts.size();
        final int leftOver = all % counts.size();
        for (int partition = 0; partition < assignment.size(); partition++) {
            final long more =
                    counts.values().stream().filter(count -> count > even).count();
            final int most = more < leftOver ? even + 1 : even;
            final List<N> open = ranked.get(partition).stream()
                    .filter(node -> counts.get(node) < most)
                    .toList();
            final N taken = take(ranked, assignment, partition, open);
            counts.merge(taken, 1, Integer::sum);
        }
    }

    /**
     * Gives a partition the best of the nodes that are open to it. If it has those already, one of them takes the place of another
     * node with an earlier partition, and this partition takes that other node.
     *
     * @return the node that has a copy more
     */
    private static <N> N take(
            final List<List<N>> ranked, final List<List<N>> assignment, final int partition, final List<N> open) {
        final List<N> owners = assignment.get(partition);
        for (final N node : open) {
            if (!owners.contains(node)) {
                owners.add(node);
                return node;
            }
        }
        final int last = owners.size();
        for (final N node : open) {
            for (int earlier = partition - 1; earlier >= 0; earlier--) {
                final List<N> others = assignment.get(earlier);
                if (!others.contains(node) && !owners.contains(others.get(last))) {
                    owners.add(others.set(last, node));
                    return node;
                }
            }
        }
        final N best = ranked.get(partition).stream()
                .filter(node -> !owners.contains(node))
                .findFirst()
                .orElseThrow();
        owners.add(best);
        return best;
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
