package io.ratinggrid.perf.simulator;

import java.util.List;

import io.ratinggrid.perf.journal.Problems;

/**
 * What came of a night.
 *
 * @param hash  of all that happened: the same night has the same, on any machine
 * @param trace line by line, empty if it was not kept
 */
record Outcome(Night night, Problems problems, Counts counts, long hash, List<String> trace) {
    boolean isGood() {
        return problems.isEmpty();
    }
}
