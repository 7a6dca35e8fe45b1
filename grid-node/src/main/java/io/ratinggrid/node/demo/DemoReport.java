package io.ratinggrid.node.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.ratinggrid.ingest.books.Books;
import org.HdrHistogram.Histogram;

/** What the demo's records came to, as lines of text. */
public final class DemoReport {
    private static final double NS_A_MS = 1e6;

    private DemoReport() {}

    public static List<String> lines(final DemoOutcome outcome) {
        final Books books = outcome.books();
        final List<String> lines = new ArrayList<>();
        lines.add(count("records in", books.records()));
        lines.add(count("  rated", books.rated()));
        lines.add(count("  filtered", books.filtered()));
        lines.add(count("  duplicate", books.duplicate()));
        lines.add(count("  suspended", books.suspended()));
        addReasons(lines, outcome.suspended());
        lines.add(count("  rejected", books.rejected()));
        addReasons(lines, outcome.rejected());
        lines.add(count("  refused", books.refused()));
        addReasons(lines, outcome.refused());
        lines.add(count("  pending", books.pending()));
        if (outcome.again()) {
            lines.add("Every file was read before on this data: nothing was charged.");
        } else {
            addSpeed(lines, outcome);
        }
        addVerdict(lines, outcome);
        return lines;
    }

    private static String count(final String what, final long count) {
        return String.format(Locale.ENGLISH, "%-14s%,12d", what, count);
    }

    /** Most frequent first. */
    private static void addReasons(final List<String> lines, final Map<String, Long> reasons) {
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(reason -> lines.add(
                        String.format(Locale.ENGLISH, "%26s%,10d  %s", "", reason.getValue(), reason.getKey())));
    }

    private static void addSpeed(final List<String> lines, final DemoOutcome outcome) {
        lines.add(String.format(
                Locale.ENGLISH,
                "%,.0f records/s end to end in %.1f s (file, queue, rating, journal)",
                outcome.made().records() / outcome.seconds(),
                outcome.seconds()));
        final Histogram latencies = outcome.latencies();
        if (latencies.getTotalCount() > 0) {
            lines.add(String.format(
                    Locale.ENGLISH,
                    "online command to commit under that load, from its planned time (%,d of them):",
                    latencies.getTotalCount()));
            lines.add(String.format(
                    Locale.ENGLISH,
                    "  p50 %.1f ms   p90 %.1f ms   p99 %.1f ms   p99.9 %.1f ms   max %.1f ms",
                    latencies.getValueAtPercentile(50) / NS_A_MS,
                    latencies.getValueAtPercentile(90) / NS_A_MS,
                    latencies.getValueAtPercentile(99) / NS_A_MS,
                    latencies.getValueAtPercentile(99.9) / NS_A_MS,
                    latencies.getMaxValue() / NS_A_MS));
        }
    }

    private static void addVerdict(final List<String> lines, final DemoOutcome outcome) {
        if (outcome.right()) {
            lines.add("The books balance, and say what was generated.");
            return;
        }
        if (!outcome.books().balance()) {
            lines.add("THE BOOKS ARE WRONG: they do not balance.");
        }
        if (!outcome.made().equals(outcome.foretold())) {
            lines.add("THE BOOKS ARE WRONG: of the generated records");
            lines.add("  generated: " + words(outcome.foretold()));
            lines.add("  counted:   " + words(outcome.made()));
        }
    }

    private static String words(final Books books) {
        return String.format(
                Locale.ENGLISH,
                "%,d records, %,d rated, %,d filtered, %,d duplicate, %,d suspended, %,d rejected, %,d refused, %,d pending",
                books.records(),
                books.rated(),
                books.filtered(),
                books.duplicate(),
                books.suspended(),
                books.rejected(),
                books.refused(),
                books.pending());
    }
}
