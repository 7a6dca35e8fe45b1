package io.ratinggrid.perf.faults;

import java.util.List;

/** Where nodes stand towards each other, and the ways to cut them off. One thread. */
interface Network extends AutoCloseable {

    /**
     * A place for a process.
     *
     * @param address that the process listens on
     * @param prefix  of the command that starts a process there
     */
    record Place(String address, List<String> prefix) {}

    /** Where a node stands, counted from 0. */
    Place node(int index);

    /** Where gateways and this harness stand. */
    Place outside();

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
