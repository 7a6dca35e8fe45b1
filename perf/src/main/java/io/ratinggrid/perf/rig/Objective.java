package io.ratinggrid.perf.rig;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long it may take.
 *
 * @param percentile of the times, such as {@code p99}
 * @param ms         that it must not exceed
 */
public record Objective(String percentile, long ms) {
    private static final Pattern FORM = Pattern.compile("(p(?:50|90|99|99\\.9|99\\.99))=(\\d+)ms");
    private static final double MS = 1e6;

    /**
     * Reads the form {@code p99=10ms}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Objective of(final String text) {
        final Matcher read = FORM.matcher(text);
        if (!read.matches()) {
            throw new IllegalArgumentException(text + ", must be as p99=10ms (p50, p90, p99, p99.9, p99.99)");
        }
        return new Objective(read.group(1), Long.parseLong(read.group(2)));
    }

    /** Whether times are short enough, and the rate was as it was wanted. */
    boolean isKept(final Figures found) {
        return IngestResult.isReached(found) && found.of("latency " + percentile) <= ms * MS;
    }

    @Override
    public String toString() {
        return percentile + "=" + ms + "ms";
    }
}
