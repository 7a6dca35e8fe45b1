package io.ratinggrid.perf.simulator;

/**
 * How large a world is.
 *
 * @param durationMs so long events come, and faults; then all is healed
 */
record Scale(int nodes, int gateways, int partitions, int accounts, int events, int durationMs) {
    static final Scale STANDARD = new Scale(3, 2, 6, 24, 1_000, 60_000);

    /** How many nodes are a majority. */
    int majority() {
        return nodes / 2 + 1;
    }

    int places() {
        return nodes + gateways;
    }

    String place(final int place) {
        return place < nodes ? "node-" + (place + 1) : "gateway-" + (place - nodes + 1);
    }
}
