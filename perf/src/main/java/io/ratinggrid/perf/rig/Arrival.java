package io.ratinggrid.perf.rig;

import java.util.SplittableRandom;

/** When events come at a rate: evenly, or as callers come who know nothing of each other. */
public enum Arrival {
    CONST {
        @Override
        double gap(final double meanNs, final SplittableRandom random) {
            return meanNs;
        }
    },
    POISSON {
        @Override
        double gap(final double meanNs, final SplittableRandom random) {
            return -Math.log(1 - random.nextDouble()) * meanNs;
        }
    };

    /** Nanoseconds until the next one. */
    abstract double gap(double meanNs, SplittableRandom random);
}
