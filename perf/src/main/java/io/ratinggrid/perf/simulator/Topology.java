package io.ratinggrid.perf.simulator;

import java.util.BitSet;
import java.util.List;

/**
 * Who is in the grid, and where the copies of its partitions are.
 *
 * @param primary by partition: who has the first copy, {@link #NOBODY} if there is none
 * @param owners  by partition: who has whole copies; not to be changed
 */
record Topology(int version, BitSet members, int[] primary, List<BitSet> owners) {
    static final int NOBODY = -1;

    boolean has(final int node) {
        return members.get(node);
    }

    @Override
    public String toString() {
        final StringBuilder first = new StringBuilder();
        for (final int node : primary) {
            first.append(node == NOBODY ? "-" : Integer.toString(node + 1));
        }
        return "version=" + version + " members="
                + members.stream().map(node -> node + 1).boxed().toList() + " first copies=" + first;
    }
}
