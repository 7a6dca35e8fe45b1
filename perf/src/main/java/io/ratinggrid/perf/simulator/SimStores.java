package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.snapshot.SnapshotStore;

/** The stores of a grid: copies on the disks of its nodes, and the appends that are under way between them. */
final class SimStores {
    private record Key(int partition, long sequence) {}

    final SimTime time;
    final Chance chance;
    final Members members;
    final SimNetwork network;
    final StaleCopies stale;
    final StoreWeather weather;
    final RemovedEntries removed;
    final Trace trace;
    final Scale scale;
    private final Map<Key, List<Put>> underWay = new HashMap<>();
    private final List<Put> puts = new ArrayList<>();

    SimStores(
            final Scale scale,
            final SimTime time,
            final Chance chance,
            final Members members,
            final SimNetwork network,
            final Trace trace) {
        this.scale = scale;
        this.time = time;
        this.chance = chance;
        this.members = members;
        this.network = network;
        this.trace = trace;
        stale = new StaleCopies(time, scale.partitions());
        weather = new StoreWeather(chance.split());
        removed = new RemovedEntries(members);
    }

    JournalStore journal(final int node, final Life life) {
        return new NodeJournal(this, node, life);
    }

    SnapshotStore snapshots(final int node) {
        return new NodeSnapshots(this, node);
    }

    /** True if a put may go on where it stands; false while another holds its place. */
    boolean lock(final Put put, final int partition, final long sequence) {
        final List<Put> holders = underWay.computeIfAbsent(new Key(partition, sequence), key -> new ArrayList<>(1));
        for (final Put holder : holders) {
            if (holder != put && holder.holds(put)) {
                return false;
            }
        }
        if (!holders.contains(put)) {
            holders.add(put);
        }
        return true;
    }

    void unlock(final Put put, final int partition, final long sequence) {
        final Key key = new Key(partition, sequence);
        final List<Put> holders = underWay.get(key);
        holders.remove(put);
        if (holders.isEmpty()) {
            underWay.remove(key);
        }
    }

    void begun(final Put put) {
        puts.add(put);
    }

    /** True if a put stands at a stage now. */
    boolean isAny(final Put.Stage stage) {
        puts.removeIf(Put::isOver);
        return puts.stream().anyMatch(put -> put.stage() == stage);
    }

    /** True when no put is under way. */
    boolean isQuiet() {
        puts.removeIf(Put::isOver);
        return puts.isEmpty();
    }

    /**
     * The copies that get what a node writes now beside its appends: those of all owners, or, on a node that the others went on without and
     * that does not know it, its own alone.
     *
     * @throws IllegalStateException if one of them does not answer
     */
    List<Copy> written(final int node, final int partition) {
        final int asked = asked(node, partition);
        if (asked == Topology.NOBODY || !members.isReached(node, asked) || weather.failsRead()) {
            throw new IllegalStateException("the copies cannot be reached: partition=" + partition);
        }
        if (members.isInside(node)) {
            final BitSet owners = members.agreed().owners().get(partition);
            if (!owners.stream().allMatch(owner -> members.isReached(node, owner))) {
                throw new IllegalStateException("a copy does not answer: partition=" + partition);
            }
            return owners.stream()
                    .mapToObj(owner -> members.copy(owner, partition))
                    .toList();
        }
        if (members.agreed().has(node)) {
            throw new IllegalStateException("the copies cannot be reached: partition=" + partition);
        }
        return List.of(members.copy(asked, partition));
    }

    /** Whose copy a node asks, or {@link Topology#NOBODY} if it can ask none. */
    int asked(final int node, final int partition) {
        if (members.knowsMinority(node)) {
            return Topology.NOBODY;
        }
        if (members.isInside(node)) {
            return members.agreed().primary()[partition];
        }
        final int before = members.seen(node).primary()[partition];
        return before == node ? node : Topology.NOBODY;
    }
}
