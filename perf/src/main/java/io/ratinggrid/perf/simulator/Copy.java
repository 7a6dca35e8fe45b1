package io.ratinggrid.perf.simulator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one node's disk holds of one partition. */
final class Copy {
    final TreeMap<Long, byte[]> entries = new TreeMap<>();
    /**
     * Those that the first copy did not have when they came here, and perhaps never got: a copy that is made of this one lacks them, and what is put
     * at a first copy that lacks them takes their place.
     */
    private final Set<Long> uncertain = new HashSet<>();

    final Map<Integer, byte[]> chunks = new HashMap<>();
    byte[] manifest;
    /** True while it is known to hold all that was acknowledged. */
    boolean whole;

    /**
     * Puts an entry where none is, or the same is, for good.
     *
     * @throws IllegalStateException if another stands there, which the store must know before
     */
    void put(final int partition, final long sequence, final byte[] entry) {
        if (uncertain.remove(sequence)) {
            entries.remove(sequence);
        }
        final byte[] present = entries.putIfAbsent(sequence, entry);
        if (present != null && !Arrays.equals(present, entry)) {
            throw new IllegalStateException(
                    "the simulated store forks: partition=" + partition + " sequence=" + sequence);
        }
    }

    /** Puts an entry, if none is there, before the first copy has it. */
    void putFirst(final long sequence, final byte[] entry) {
        if (entries.putIfAbsent(sequence, entry) == null) {
            uncertain.add(sequence);
        }
    }

    void clear() {
        entries.clear();
        uncertain.clear();
        chunks.clear();
        manifest = null;
        whole = false;
    }

    void copyOf(final Copy other) {
        clear();
        entries.putAll(other.entries);
        entries.keySet().removeAll(other.uncertain);
        chunks.putAll(other.chunks);
        manifest = other.manifest;
        whole = true;
    }
}
