package io.ratinggrid.ingest.books;

/**
 * What became of the records of a file: records = rated + filtered + duplicate + suspended + rejected + refused + pending. An
 * account line counts once for each command that it became.
 *
 * @param pending accepted into the queue, not yet committed by the grid
 */
public record Books(
        long records,
        long rated,
        long filtered,
        long duplicate,
        long suspended,
        long rejected,
        long refused,
        long pending) {
    public static final Books EMPTY = new Books(0, 0, 0, 0, 0, 0, 0, 0);

    public Books plus(final Books other) {
        return new Books(
                records + other.records,
                rated + other.rated,
                filtered + other.filtered,
                duplicate + other.duplicate,
                suspended + other.suspended,
                rejected + other.rejected,
                refused + other.refused,
                pending + other.pending);
    }

    /** True if the sum is right. */
    public boolean balance() {
        return records == rated + filtered + duplicate + suspended + rejected + refused + pending;
    }
}
