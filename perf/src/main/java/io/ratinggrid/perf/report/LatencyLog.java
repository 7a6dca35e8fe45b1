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
    /** An interval without times is not in the log; between others there is less. */
    private static final long GAP_MS = 100;

    private final long startMs;
    private final long writtenMs;
    private final List<Histogram> intervals;

    private LatencyLog(final long startMs, final long writtenMs, final List<Histogram> intervals) {
        this.startMs = startMs;
        this.writtenMs = writtenMs;
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
            return new LatencyLog(
                    Math.round(reader.getStartTimeSec() * SECOND_MS),
                    Files.getLastModifiedTime(file).toMillis(),
                    intervals);
        }
    }

    /** Milliseconds since the epoch, by the clock of who wrote it, at which the log was begun. */
    public long startMs() {
        return startMs;
    }

    /** Milliseconds from the end of its last interval, by that clock, until its file was complete, by this machine's. */
    public long lateMs() {
        return writtenMs
                - (intervals.isEmpty()
                        ? startMs
                        : intervals.get(intervals.size() - 1).getEndTimeStamp());
    }

    /** A percentile of each interval, from its beginning to its end: milliseconds over seconds since the log was begun. */
    public Series over(final String name, final double percentile) {
        final List<Point> points = new ArrayList<>();
        long fromMs = startMs;
        for (final Histogram interval : intervals) {
            final double ms = interval.getValueAtPercentile(percentile) / MS;
            if (isGap(fromMs, interval) && !points.isEmpty()) {
                points.add(new Point(second(fromMs), Double.NaN));
            }
            points.add(new Point(second(interval.getStartTimeStamp()), ms));
            fromMs = interval.getEndTimeStamp();
            points.add(new Point(second(fromMs), ms));
        }
        return new Series(name, points);
    }

    private double second(final long ms) {
        return (ms - startMs) / SECOND_MS;
    }

    private static boolean isGap(final long fromMs, final Histogram until) {
        return until.getStartTimeStamp() - fromMs >= GAP_MS;
    }

    /** Intervals of which there are no times, those that follow each other as one. */
    public List<Mark> gaps(final String kind) {
        final List<Mark> gaps = new ArrayList<>();
        long fromMs = startMs;
        for (final Histogram interval : intervals) {
            if (isGap(fromMs, interval)) {
                gaps.add(new Mark(kind, fromMs, interval.getStartTimeStamp() - fromMs));
            }
            fromMs = interval.getEndTimeStamp();
        }
        return gaps;
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
