package io.ratinggrid.perf.report;

import java.util.List;

/** A line of a chart. */
public record Series(String name, List<Point> points) {
    public Series {
        points = List.copyOf(points);
    }
}
