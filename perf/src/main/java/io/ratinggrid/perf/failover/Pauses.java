package io.ratinggrid.perf.failover;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/** Pauses of partitions of one kind, as a row of a table. One thread. */
final class Pauses {
    private static final long MOST_US = TimeUnit.MINUTES.toMicros(10);

    private final String what;
    private final Histogram microseconds = new Histogram(MOST_US, 3);

    Pauses(final String what) {
        this.what = what;
    }

    static void printHead(final PrintWriter out) {
        out.printf("| %-44s | %8s | %10s | %10s | %10s |%n", "pause", "trials", "median ms", "p90 ms", "max ms");
        out.printf("| %-44s | %8s | %10s | %10s | %10s |%n", "---", "---:", "---:", "---:", "---:");
    }

    void add(final long ns) {
        microseconds.recordValue(Math.min(MOST_US, ns / 1_000));
    }

    void print(final PrintWriter out) {
        out.printf(
                "| %-44s | %8d | %10.0f | %10.0f | %10.0f |%n",
                what,
                microseconds.getTotalCount(),
                microseconds.getValueAtPercentile(50) / 1e3,
                microseconds.getValueAtPercentile(90) / 1e3,
                microseconds.getMaxValue() / 1e3);
        out.flush();
    }

    /** Median and longest, in milliseconds. */
    String brief() {
        return "median=%.0f max=%.0f"
                .formatted(microseconds.getValueAtPercentile(50) / 1e3, microseconds.getMaxValue() / 1e3);
    }
}
