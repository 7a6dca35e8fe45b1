package io.ratinggrid.perf.simulator;

import java.util.HashMap;
import java.util.List;
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

    /**
     * Keeps what is about to be taken out of some copies, be it of a node that the others went on without: its copy may be the last one of a partition. It
     * knows long before entries are old enough to go that it is alone. What was kept before stays: a key that is free may have been written to by an
     * owner of former days, who answers nothing for it.
     */
    void keep(final int partition, final List<Copy> copies, final long first, final long last) {
        final TreeMap<Long, byte[]> kept = removed.computeIfAbsent(partition, key -> new TreeMap<>());
        copies.forEach(copy -> copy.entries.subMap(first, true, last, true).forEach(kept::putIfAbsent));
    }

    /** How many entries of a partition were taken out. */
    int count(final int partition) {
        return removed.getOrDefault(partition, new TreeMap<>()).size();
    }

    /** The whole journal of a partition behind a sequence: what was removed, and what the first copy has. */
    SortedMap<Long, byte[]> journal(final int partition, final long after) {
        final int primary = members.agreed().primary()[partition];
        final SortedMap<Long, byte[]> journal =
                new TreeMap<>(members.copy(primary, partition).entries.tailMap(after, false));
        journal.putAll(removed.getOrDefault(partition, new TreeMap<>()).tailMap(after, false));
        return journal;
    }
}
