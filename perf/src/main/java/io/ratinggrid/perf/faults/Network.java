package io.ratinggrid.perf.faults;

import java.util.List;

/** Where nodes stand towards each other, and the ways to cut them off. One thread. */
interface Network extends AutoCloseable {

    /**
     * A place for a process.
     *
     * @param address that the process listens on
     * @param name    by which those elsewhere reach what it listens on, or the address
     * @param prefix  of the command that starts a process there
     * @param flags   for the JVM of a process there
     */
    record Place(String address, String name, List<String> prefix, List<String> flags) {
        static Place at(final String address, final List<String> prefix) {
            return new Place(address, address, prefix, List.of());
        }
    }

    /** Where a node stands, counted from 0. */
    Place node(int index);

    /** Where gateways and this harness stand. */
    Place outside();

    /** These ports of a node are reached from elsewhere, now and as long as this is not closed. */
    default void reach(final int node, final List<Integer> ports) {
        // By themselves.
    }

    /** False if nodes cannot be cut off from each other here; then the methods below must not be called. */
    boolean canCut();

    /** What one node sends to another is lost from now on, silently. */
    void lose(int from, int to);

    /** Takes a node off the network altogether. */
    void isolate(int node);

    /** All that was cut is whole again. */
    void heal();

    @Override
    void close();
}
