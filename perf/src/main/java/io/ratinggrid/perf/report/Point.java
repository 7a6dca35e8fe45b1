package io.ratinggrid.perf.report;

/** A place in a chart, in units of its axes. */
public record Point(double x, double y) {}
