package io.ratinggrid.node.cluster;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ratinggrid.rating.catalog.Symbol;

/**
 * What is asked of a statement, see {@link io.ratinggrid.rating.wire.Ask#STATEMENT}.
 *
 * @param bucket type of which it is asked; empty: all
 * @param traced whether it is asked what moved its buckets
 * @param before sequence of the journal entry before which to look for that; 0: the one that made the statement
 */
record StatementQuestion(int number, String bucket, boolean traced, long before) {
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,8})(?:\\n([^\\n]+)(\\n(\\d{1,18}))?)?");

    /** Empty: it is none. */
    static Optional<StatementQuestion> of(final String text) {
        final Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new StatementQuestion(
                        Integer.parseInt(parts.group(1)),
                        parts.group(2) == null ? "" : parts.group(2),
                        parts.group(3) != null,
                        parts.group(3) == null ? 0 : Long.parseLong(parts.group(4))))
                : Optional.empty();
    }

    /** Symbol of the type; 0: all. */
    int type() {
        return bucket.isEmpty() ? 0 : Symbol.of(bucket);
    }
}
