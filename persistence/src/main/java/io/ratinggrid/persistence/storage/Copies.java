package io.ratinggrid.persistence.storage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.CacheGroupContext;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtPartitionState;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtPartitionTopology;
import org.apache.ignite.internal.util.typedef.internal.CU;

/**
 * Who holds whole copies of each partition. Followed departure by departure: of nodes that go one after the other only the last one
 * has all that was committed. Any thread.
 */
final class Copies {
    private final IgniteEx ignite;
    private final List<String> caches;
    private final List<Set<String>> holders;
    private final Map<Integer, Set<String>> lost = new TreeMap<>();

    Copies(
            final IgniteEx ignite,
            final int partitions,
            final List<String> caches,
            final Map<Integer, Set<String>> lost) {
        this.ignite = ignite;
        this.caches = caches;
        this.holders = new ArrayList<>(Collections.nCopies(partitions, Set.of()));
        this.lost.putAll(lost);
    }

    /** As Ignite has it now; a lost partition stays lost until it is taken back. */
    synchronized void refresh() {
        final GridDhtPartitionTopology topology = topology();
        final Set<Integer> gone = topology.lostPartitions();
        lost.keySet().retainAll(gone);
        for (int partition = 0; partition < holders.size(); partition++) {
            if (gone.contains(partition)) {
                lost.putIfAbsent(partition, holders.get(partition));
                holders.set(partition, Set.of());
            } else {
                final Set<String> now = new TreeSet<>();
                for (final ClusterNode node : topology.owners(partition)) {
                    if (ignite.context().discovery().alive(node.id())) {
                        now.add(node.consistentId().toString());
                    }
                }
                if (!now.isEmpty() || holders.get(partition).isEmpty()) {
                    holders.set(partition, now);
                }
            }
        }
    }

    /** A node is gone: it is no holder, unless it was the last. */
    synchronized void left(final String node) {
        for (int partition = 0; partition < holders.size(); partition++) {
            if (holders.get(partition).size() > 1 && holders.get(partition).contains(node)) {
                final Set<String> rest = new TreeSet<>(holders.get(partition));
                rest.remove(node);
                holders.set(partition, rest);
            }
        }
    }

    /** What another node knows of partitions that are lost: it saw their last copies go, and this node may not have been here. */
    synchronized void hear(final Map<Integer, Set<String>> told) {
        told.forEach((partition, last) ->
                lost.computeIfPresent(partition, (same, known) -> known.isEmpty() ? Set.copyOf(last) : known));
    }

    synchronized int of(final int partition) {
        return holders.get(partition).size();
    }

    synchronized Map<Integer, Set<String>> lost() {
        return new TreeMap<>(lost);
    }

    void takeBack() {
        ignite.resetLostPartitions(caches);
    }

    /**
     * True when every node holds all copies that it should, and yet the first copy of some partition is not where it should be. Ignite
     * moves first copies when the last copy is whole; that takes a moment.
     */
    boolean areFirstCopiesLate() {
        final GridDhtPartitionTopology topology = topology();
        final List<List<ClusterNode>> ideal = group().affinity().idealAssignmentRaw();
        final List<List<ClusterNode>> now =
                group().affinity().assignments(group().affinity().lastVersion());
        boolean late = false;
        for (int partition = 0; partition < holders.size(); partition++) {
            final List<ClusterNode> should = ideal.get(partition);
            for (final ClusterNode node : should) {
                if (topology.partitionState(node.id(), partition) != GridDhtPartitionState.OWNING) {
                    return false;
                }
            }
            late |= !should.isEmpty()
                    && !now.get(partition).isEmpty()
                    && !should.get(0).equals(now.get(partition).get(0));
        }
        return late;
    }

    /** Lets the node that decides about first copies hear anew what this node holds, upon which it looks again. */
    void tellAgain() {
        ignite.context().cache().context().exchange().scheduleResendPartitions();
    }

    private GridDhtPartitionTopology topology() {
        return group().topology();
    }

    private CacheGroupContext group() {
        return ignite.context().cache().cacheGroup(CU.cacheId(GridCaches.GROUP));
    }
}
