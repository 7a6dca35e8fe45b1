package io.ratinggrid.perf.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** Times of a run as an {@code .hlog} file has them: a histogram of nanoseconds for each interval. */
public final class LatencyLog {
    private static final double MS = 1e6;
    private static final double SECOND_MS = 1e3;
    /** As far as there are values, ten steps to each nine. */
    private static final int STEPS = 10;

    private final List<Histogram> intervals;

    private LatencyLog(final List<Histogram> intervals) {
        this.intervals = intervals;
    }

    public static LatencyLog read(final Path file) throws IOException {
        final List<Histogram> intervals = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                HistogramLogReader reader = new HistogramLogReader(in)) {
            for (EncodableHistogram next = reader.nextIntervalHistogram();
                    next != null;
                    next = reader.nextIntervalHistogram()) {
                intervals.add((Histogram) next);
            }
        }
        return new LatencyLog(intervals);
    }

    /** Milliseconds since the epoch at which the first interval began; 0 if there is none. */
    public long startMs() {
        return intervals.isEmpty() ? 0 : intervals.get(0).getStartTimeStamp();
    }

    /** A percentile of each interval, milliseconds over seconds since the beginning. */
    public Series over(final String name, final double percentile) {
        final List<Point> points = new ArrayList<>();
        for (final Histogram interval : intervals) {
            points.add(new Point(
                    (interval.getStartTimeStamp() - startMs()) / SECOND_MS,
                    interval.getValueAtPercentile(percentile) / MS));
        }
        return new Series(name, points);
    }

    /** Milliseconds over how rare they are: 10 is one in ten. */
    public Series percentiles(final String name) {
        final Histogram all = new Histogram(3);
        intervals.forEach(all::add);
        final List<Point> points = new ArrayList<>();
        for (int i = 0; Math.pow(10, (double) i / STEPS) <= all.getTotalCount(); i++) {
            final double rarity = Math.pow(10, (double) i / STEPS);
            points.add(new Point(rarity, all.getValueAtPercentile(100 - 100 / rarity) / MS));
        }
        return new Series(name, points);
    }

    /** How a tick of that axis is called: p90 at 10, p99 at 100. */
    public static String rarity(final double tick) {
        if (tick <= 1) {
            return "p0";
        }
        final int nines = (int) Math.round(Math.log10(tick));
        return nines <= 2 ? "p" + "9".repeat(nines) + (nines == 1 ? "0" : "") : "p99." + "9".repeat(nines - 2);
    }
}
