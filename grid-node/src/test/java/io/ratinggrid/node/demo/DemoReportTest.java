package io.ratinggrid.node.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import io.ratinggrid.ingest.books.Books;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class DemoReportTest {
    private static final Books ALL = new Books(1_012_938, 909_934, 96_304, 1_000, 2_500, 1_200, 2_000, 0);
    private static final Books MADE = RecordCounts.mixOf(1_000_000).books();

    private static OutcomeParts outcome() {
        return new OutcomeParts();
    }

    /** The outcome of a good run, part by part. */
    private static final class OutcomeParts {
        private Books all = ALL;
        private Books made = MADE;
        private boolean again;
        private final Histogram latencies = new Histogram(5);

        DemoOutcome build() {
            return new DemoOutcome(
                    all,
                    Map.of("NO_TARIFF", 1_000L, "TOO_OLD_TO_CHECK", 500L, "UNKNOWN_SUBSCRIBER", 1_000L),
                    Map.of("start is no time", 500L, "octets is negative", 500L, "a record has 8 fields of 12", 200L),
                    Map.of("CONFLICT", 1_000L, "UNFUNDED", 1_000L),
                    made,
                    MADE,
                    again,
                    12.5,
                    latencies);
        }
    }

    private static String text(final OutcomeParts outcome) {
        return String.join("\n", DemoReport.lines(outcome.build())) + "\n";
    }

    @Test
    void shouldPrintBooksReasonsAndSpeed() {
        final OutcomeParts outcome = outcome();
        for (int ms = 1; ms <= 100; ms++) {
            outcome.latencies.recordValue(ms * 1_000_000L);
        }
        assertEquals(
                """
                records in       1,012,938
                  rated            909,934
                  filtered          96,304
                  duplicate          1,000
                  suspended          2,500
                                               1,000  NO_TARIFF
                                               1,000  UNKNOWN_SUBSCRIBER
                                                 500  TOO_OLD_TO_CHECK
                  rejected           1,200
                                                 500  octets is negative
                                                 500  start is no time
                                                 200  a record has 8 fields of 12
                  refused            2,000
                                               1,000  CONFLICT
                                               1,000  UNFUNDED
                  pending                0
                80,000 records/s end to end in 12.5 s (file, queue, rating, journal)
                online command to commit under that load, from its planned time (100 of them):
                  p50 50.0 ms   p90 90.0 ms   p99 99.0 ms   p99.9 100.0 ms   max 100.0 ms
                The books balance, and say what was generated.
                """,
                text(outcome));
    }

    @Test
    void shouldSayThatASecondRunChargedNothing() {
        final OutcomeParts outcome = outcome();
        outcome.again = true;
        final List<String> lines = DemoReport.lines(outcome.build());
        assertEquals(
                List.of(
                        "Every file was read before on this data: nothing was charged.",
                        "The books balance, and say what was generated."),
                lines.subList(lines.size() - 2, lines.size()));
    }

    @Test
    void shouldShowBothBooksWhereTheyDiffer() {
        final OutcomeParts outcome = outcome();
        outcome.made = new Books(1_000_000, 903_299, 90_000, 1_000, 2_501, 1_200, 2_000, 0);
        final List<String> lines = DemoReport.lines(outcome.build());
        assertEquals(
                List.of(
                        "THE BOOKS ARE WRONG: of the generated records",
                        "  generated: 1,000,000 records, 903,300 rated, 90,000 filtered, 1,000 duplicate, 2,500 suspended, "
                                + "1,200 rejected, 2,000 refused, 0 pending",
                        "  counted:   1,000,000 records, 903,299 rated, 90,000 filtered, 1,000 duplicate, 2,501 suspended, "
                                + "1,200 rejected, 2,000 refused, 0 pending"),
                lines.subList(lines.size() - 3, lines.size()));
    }

    @Test
    void shouldSayThatBooksDoNotBalance() {
        final OutcomeParts outcome = outcome();
        outcome.all = new Books(10, 1, 0, 0, 0, 0, 0, 0);
        final List<String> lines = DemoReport.lines(outcome.build());
        assertEquals("THE BOOKS ARE WRONG: they do not balance.", lines.get(lines.size() - 1));
    }
}
