package io.ratinggrid.node.image;

import io.ratinggrid.rating.Hash64;

/**
 * When rounds of images begin, at the latest; see {@link #ofRound}.
 *
 * @param afterEntries so many entries after the last round began
 * @param afterBytes so many bytes of entries after the last round began
 * @param afterMs so long after the first entry since the last round began, in milliseconds, if there are enough of them for what a round
 *     writes; 0: never
 * @param retryMs until a failed write is repeated
 */
public record ImagePace(int afterEntries, long afterBytes, int afterMs, int retryMs) {
    private static final int WHOLE = 1 << 10;
    private static final int HALF = WHOLE / 2;

    /**
     * Of one round: between half of the way and all of it. Partitions that get as much as each other would write all at once, again and
     * again, and all others would wait for them.
     *
     * @param sequence that the last round contains: it is drawn the same once more after a restart
     */
    ImagePace ofRound(final int partition, final long sequence) {
        final long drawn = HALF + 1 + (Hash64.mix(Hash64.mix(partition) + sequence) & HALF - 1);
        return new ImagePace(
                (int) part(afterEntries, drawn), part(afterBytes, drawn), (int) part(afterMs, drawn), retryMs);
    }

    private static long part(final long whole, final long drawn) {
        return (whole / WHOLE) * drawn + (whole % WHOLE * drawn + WHOLE - 1) / WHOLE;
    }
}
