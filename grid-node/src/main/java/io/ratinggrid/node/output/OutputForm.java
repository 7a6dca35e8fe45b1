package io.ratinggrid.node.output;

import java.util.Set;

/**
 * How outputs are written.
 *
 * @param explained rated events carry their explanation in words
 * @param rated     formats of rated events, one at least
 */
public record OutputForm(boolean explained, Set<RatedFormat> rated) {
    public OutputForm {
        rated = Set.copyOf(rated);
    }

    /** JSON lines. */
    public static OutputForm json(final boolean explained) {
        return new OutputForm(explained, Set.of(RatedFormat.JSONL));
    }
}
