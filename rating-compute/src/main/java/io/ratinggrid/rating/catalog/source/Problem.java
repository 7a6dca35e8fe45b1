package io.ratinggrid.rating.catalog.source;

import java.util.Comparator;

/**
 * A mistake in a catalog.
 *
 * @param file         path relative to the catalog directory
 * @param line         from 1
 * @param column       from 1, in characters
 * @param message      what is wrong
 * @param wouldBeRight what would be right; empty when the message says it
 */
public record Problem(String file, int line, int column, Severity severity, String message, String wouldBeRight)
        implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::file).thenComparing(Problem::line).thenComparing(Problem::column);

    /** In the order of files, lines and columns. */
    @Override
    public int compareTo(final Problem other) {
        return ORDER.compare(this, other);
    }

    /** {@code plans.yaml:12:7: error: zone 'domestik' is not defined; did you mean 'domestic'?} */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": "
                + Words.of(severity) + ": " + message
                + (wouldBeRight.isEmpty() ? "" : "; " + wouldBeRight);
    }
}
