package io.ratinggrid.perf.figures;

import io.ratinggrid.perf.rig.RigSettings;

/**
 * What is measured at one go in each round.
 *
 * @param name as it is asked for; parts may have one in common
 */
record Part(String name, Measuring measuring) {
    /** Measures; what it throws is a failure of the part alone. */
    @FunctionalInterface
    interface Measuring {
        /** {@code settings}: in a directory of the part's own. */
        void measure(RigSettings settings, Findings found) throws Exception;
    }
}
