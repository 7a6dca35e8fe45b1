package io.ratinggrid.node.demo;

import java.util.SplittableRandom;

/** Draws kinds without putting them back, so that at the end each was drawn exactly as often as its count. */
final class KindDraw {
    private static final RecordKind[] KINDS = RecordKind.values();

    private final SplittableRandom random;
    private final long[] left = new long[KINDS.length];
    private long total;

    KindDraw(final RecordCounts counts, final SplittableRandom random) {
        this.random = random;
        for (final RecordKind kind : KINDS) {
            left[kind.ordinal()] = counts.of(kind);
            total += counts.of(kind);
        }
    }

    boolean hasNext() {
        return total > 0;
    }

    /** {@code originals}: whether there is a record that can be repeated; plain ones come first until then. */
    RecordKind next(final boolean originals) {
        long drawn = random.nextLong(total);
        int kind = 0;
        while (drawn >= left[kind]) {
            drawn -= left[kind++];
        }
        final boolean repeats = KINDS[kind] == RecordKind.DUPLICATE || KINDS[kind] == RecordKind.CONFLICT;
        final int taken = repeats && !originals ? RecordKind.PLAIN.ordinal() : kind;
        left[taken]--;
        total--;
        return KINDS[taken];
    }
}
