package io.ratinggrid.perf.report;

/**
 * A place in a chart, in units of its axes.
 *
 * @param y not a number: no place, the line ends before and begins again after
 */
public record Point(double x, double y) {
    boolean isBreak() {
        return Double.isNaN(y);
    }
}
