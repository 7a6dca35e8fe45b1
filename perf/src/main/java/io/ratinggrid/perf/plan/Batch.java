package io.ratinggrid.perf.plan;

import java.util.Arrays;

/** Events of the model that are together, by the times at which they came, nanoseconds. One thread. */
final class Batch {
    private static final int FIRST = 8;

    private long[] dueNs = {};
    private int size;

    void add(final long ns) {
        if (size == dueNs.length) {
            dueNs = Arrays.copyOf(dueNs, Math.max(FIRST, size * 2));
        }
        dueNs[size++] = ns;
    }

    /** Takes the first events of another. */
    void take(final Batch other, final int most) {
        final int taken = Math.min(most, other.size);
        for (int i = 0; i < taken; i++) {
            add(other.dueNs[i]);
        }
        System.arraycopy(other.dueNs, taken, other.dueNs, 0, other.size - taken);
        other.size -= taken;
    }

    long dueNs(final int index) {
        return dueNs[index];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }
}
