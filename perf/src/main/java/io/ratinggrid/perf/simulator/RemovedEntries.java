package io.ratinggrid.perf.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was taken out of the journal, kept aside for the judge, as if it had been exported before. */
final class RemovedEntries {
    private final Members members;
    private final Map<Integer, TreeMap<Long, byte[]>> removed = new HashMap<>();

    RemovedEntries(final Members members) {
        this.members = members;
    }

    /** Takes entries out of the copies that all members have. */
    void remove(final int partition, final long first, final long last) {
        final Topology agreed = members.agreed();
        final Copy primary = members.copy(agreed.primary()[partition], partition);
        removed.computeIfAbsent(partition, key -> new TreeMap<>())
                .putAll(primary.entries.subMap(first, true, last, true));
        agreed.owners().get(partition).stream().forEach(node -> members.copy(node, partition)
                .entries
                .subMap(first, true, last, true)
                .clear());
    }

    /** The whole journal of a partition behind a sequence: what was removed, and what the first copy has. */
    SortedMap<Long, byte[]> journal(final int partition, final long after) {
        final int primary = members.agreed().primary()[partition];
        final SortedMap<Long, byte[]> journal =
                new TreeMap<>(removed.getOrDefault(partition, new TreeMap<>()).tailMap(after, false));
        journal.putAll(members.copy(primary, partition).entries.tailMap(after, false));
        return journal;
    }
}
