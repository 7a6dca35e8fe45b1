package io.ratinggrid.perf.plan;

/**
 * What one node is given.
 *
 * @param cores    of it
 * @param memoryGb for the grid: heap and data regions
 * @param busy     part of the cores that may be used in the busiest second, above 0 to 1
 */
record Machines(int cores, double memoryGb, double busy) {
    Machines {
        if (cores < 1 || !(memoryGb > 0) || !(busy > 0 && busy <= 1)) {
            throw new IllegalArgumentException("cores=" + cores + " memoryGb=" + memoryGb + " busy=" + busy);
        }
    }

    /** Cores' worth of work that one node may be given. */
    double usable() {
        return cores * busy;
    }
}
