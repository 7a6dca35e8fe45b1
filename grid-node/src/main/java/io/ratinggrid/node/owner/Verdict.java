package io.ratinggrid.node.owner;

/** How a batch relates to what the owner has of its stream. In checking order. */
enum Verdict {
    /** A higher session is known. */
    FENCED,
    /** Commands before it are missing. */
    GAP,
    /** Its bytes are not what it says, or not what was committed under these numbers. */
    MISMATCH,
    /** All of it was carried out before. */
    REPEAT,
    /** It goes on where the stream stands, perhaps after a part that was carried out before. */
    NEXT;

    static Verdict of(final PendingBatch pending, final StreamState stream) {
        final long first = pending.batch().firstNumber();
        final long last = pending.batch().lastNumber();
        if (pending.batch().session() < stream.fence()) {
            return FENCED;
        }
        if (first > stream.lastNumber() + 1) {
            return GAP;
        }
        if (!isTrue(pending, stream, first, last)) {
            return MISMATCH;
        }
        return last <= stream.lastNumber() ? REPEAT : NEXT;
    }

    private static boolean isTrue(
            final PendingBatch pending, final StreamState stream, final long first, final long last) {
        try {
            if (pending.chainAt(last) != pending.batch().checksumAfter()) {
                return false;
            }
            final long common = stream.lastNumber();
            return common < first - 1 || common > last || pending.chainAt(common) == stream.chain();
        } catch (final IndexOutOfBoundsException | IllegalArgumentException e) {
            return false;
        }
    }
}
