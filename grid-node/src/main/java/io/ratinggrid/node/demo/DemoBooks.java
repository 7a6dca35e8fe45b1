package io.ratinggrid.node.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.books.FileReport;
import io.ratinggrid.ingest.books.FileView;
import org.HdrHistogram.Histogram;

/** Prints what the demo's records came to, and holds it against what was generated. */
final class DemoBooks {
    private final Gateway gateway;
    private final CarrierFiles files;
    private final PrintStream out;

    DemoBooks(final Gateway gateway, final CarrierFiles files, final PrintStream out) {
        this.gateway = gateway;
        this.files = files;
        this.out = out;
    }

    /** True if the books balance, and those of the carrier's records are exactly what was made. */
    boolean print(
            final List<FileReport> all,
            final List<FileReport> carrier,
            final double seconds,
            final Histogram latencies) {
        final Books books = sum(all);
        out.println();
        out.printf("records in    %,12d%n", books.records());
        out.printf("  rated       %,12d%n", books.rated());
        out.printf("  filtered    %,12d%n", books.filtered());
        out.printf("  duplicate   %,12d%n", books.duplicate());
        out.printf("  suspended   %,12d%s%n", books.suspended(), suspended());
        out.printf(
                "  rejected    %,12d%s%n",
                books.rejected(), books.rejected() == 0 ? "" : "   (see " + gateway.rejectFile() + ")");
        out.printf("  refused     %,12d%n", books.refused());
        out.printf("  pending     %,12d%n", books.pending());
        final boolean again = all.stream().allMatch(report -> report.outcome() == FileReport.Outcome.ALREADY_READ);
        if (again) {
            out.println("Every file was read before on this data: nothing was charged.");
        } else {
            speed(sum(carrier).records(), seconds, latencies);
        }
        final boolean right =
                books.balance() && sum(carrier).equals(files.expected().books());
        out.println(
                right
                        ? "The books balance, and say what was generated."
                        : "THE BOOKS ARE WRONG: generated were "
                                + files.expected().books());
        return right;
    }

    private void speed(final long records, final double seconds, final Histogram latencies) {
        out.printf("%,.0f records/s end to end in %.1f s (file, queue, rating, journal)%n", records / seconds, seconds);
        out.printf(
                "online command to commit under that load, from its planned time, one every 20 ms (%,d):%n",
                latencies.getTotalCount());
        out.printf(
                "  p50 %.1f ms   p90 %.1f ms   p99 %.1f ms   max %.1f ms%n",
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(90) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6,
                latencies.getMaxValue() / 1e6);
    }

    /** The books as they stand now of the files of the reports. */
    private Books sum(final List<FileReport> reports) {
        final Map<Integer, Books> byNumber = new TreeMap<>();
        for (final FileView file : gateway.files()) {
            byNumber.put(file.number(), file.books());
        }
        Books sum = Books.EMPTY;
        for (final FileReport report : reports) {
            sum = sum.plus(byNumber.getOrDefault(report.number(), Books.EMPTY));
        }
        return sum;
    }

    private String suspended() {
        final Map<String, Long> reasons = new TreeMap<>();
        gateway.forEachSuspended(item -> reasons.merge(item.reason().name(), 1L, Long::sum));
        final List<String> texts = new ArrayList<>();
        reasons.forEach((reason, count) -> texts.add(String.format("%,d %s", count, reason)));
        return texts.isEmpty() ? "" : "   (" + String.join(", ", texts) + ")";
    }
}
