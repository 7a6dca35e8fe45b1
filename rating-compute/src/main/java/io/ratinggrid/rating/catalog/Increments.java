package io.ratinggrid.rating.catalog;

import java.util.List;

import io.ratinggrid.rating.catalog.model.IncrementModel;

/**
 * Increment groups of a session, in base units: usage is rounded up to {@code size} from the end of the previous group on.
 * Immutable.
 */
public final class Increments {
    /** Every base unit counts. */
    public static final Increments EXACT = new Increments(new long[] {Long.MAX_VALUE}, new long[] {1});

    private final long[] upTo;
    private final long[] size;

    private Increments(final long[] upTo, final long[] size) {
        this.upTo = upTo;
        this.size = size;
    }

    static Increments of(final List<IncrementModel> model) {
        if (model.isEmpty()) {
            return EXACT;
        }
        return new Increments(
                model.stream().mapToLong(IncrementModel::upTo).toArray(),
                model.stream().mapToLong(IncrementModel::size).toArray());
    }

    /** The usual form {@code initial/further}. */
    static Increments of(final long initial, final long further) {
        return initial == further
                ? new Increments(new long[] {Long.MAX_VALUE}, new long[] {initial})
                : new Increments(new long[] {initial, Long.MAX_VALUE}, new long[] {initial, further});
    }

    /**
     * Rounds the usage of a session up.
     *
     * @throws ArithmeticException beyond the range of a long
     */
    public long roundUp(final long usage) {
        if (usage <= 0) {
            return 0;
        }
        int group = 0;
        while (usage > upTo[group]) {
            group++;
        }
        final long start = group == 0 ? 0 : upTo[group - 1];
        final long blocks = (usage - start - 1) / size[group] + 1;
        final long rounded = Math.addExact(start, Math.multiplyExact(blocks, size[group]));
        return Math.min(rounded, upTo[group]);
    }

    /** The largest block boundary at or below {@code usage}. */
    public long roundDown(final long usage) {
        int group = 0;
        while (usage > upTo[group]) {
            group++;
        }
        final long start = group == 0 ? 0 : upTo[group - 1];
        return start + (usage - start) / size[group] * size[group];
    }

    public int groups() {
        return upTo.length;
    }

    public long upTo(final int group) {
        return upTo[group];
    }

    public long size(final int group) {
        return size[group];
    }
}
