package io.ratinggrid.node.demo;

import java.util.Map;

import io.ratinggrid.ingest.books.Books;
import org.HdrHistogram.Histogram;

/**
 * What the demo's records came to.
 *
 * @param books     of all files of records
 * @param suspended by reason
 * @param rejected  by reason
 * @param refused   by reason
 * @param made      of the generated files alone
 * @param foretold  what those must be
 * @param again     every file was read before
 * @param seconds   from the first generated record until all were committed
 * @param latencies nanoseconds that commits took meanwhile
 */
public record DemoOutcome(
        Books books,
        Map<String, Long> suspended,
        Map<String, Long> rejected,
        Map<String, Long> refused,
        Books made,
        Books foretold,
        boolean again,
        double seconds,
        Histogram latencies) {

    /** True if the books balance, and those of the generated records are exactly what was made. */
    public boolean right() {
        return books.balance() && made.equals(foretold);
    }
}
