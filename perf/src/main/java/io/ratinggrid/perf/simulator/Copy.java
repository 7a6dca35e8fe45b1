package io.ratinggrid.perf.simulator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What one node's disk holds of one partition. */
final class Copy {
    final TreeMap<Long, byte[]> entries = new TreeMap<>();
    final Map<Integer, byte[]> chunks = new HashMap<>();
    byte[] manifest;
    /** True while it is known to hold all that was acknowledged. */
    boolean whole;

    /**
     * Puts an entry where none is, or the same is.
     *
     * @throws IllegalStateException if another stands there, which the store must know before
     */
    void put(final int partition, final long sequence, final byte[] entry) {
        final byte[] present = entries.putIfAbsent(sequence, entry);
        if (present != null && !Arrays.equals(present, entry)) {
            throw new IllegalStateException(
                    "the simulated store forks: partition=" + partition + " sequence=" + sequence);
        }
    }

    void clear() {
        entries.clear();
        chunks.clear();
        manifest = null;
        whole = false;
    }

    void copyOf(final Copy other) {
        clear();
        entries.putAll(other.entries);
        chunks.putAll(other.chunks);
        manifest = other.manifest;
        whole = true;
    }
}
