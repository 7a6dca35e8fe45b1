package io.ratinggrid.perf.figures;

import io.ratinggrid.perf.result.Sample;

/**
 * What a figure is held against.
 *
 * @param isLeast more is better, else less
 * @param floor   what it must reach
 * @param aim     what it should reach
 */
record Target(String figure, boolean isLeast, double floor, double aim) {
    static Target atLeast(final String figure, final double floor, final double aim) {
        return new Target(figure, true, floor, aim);
    }

    static Target atMost(final String figure, final double floor, final double aim) {
        return new Target(figure, false, floor, aim);
    }

    /** Of the median. */
    String verdict(final Sample sample) {
        if (!isReached(sample, floor)) {
            return "not reached";
        }
        return isReached(sample, aim) ? "reached, the aim too" : "reached";
    }

    private boolean isReached(final Sample sample, final double bound) {
        return isLeast ? sample.median() >= bound : sample.median() <= bound;
    }

    String sign() {
        return isLeast ? ">=" : "<=";
    }
}
