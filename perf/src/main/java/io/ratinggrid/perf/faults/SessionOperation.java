package io.ratinggrid.perf.faults;

/**
 * One request of a client that was answered, in units that cost a cent each.
 *
 * @param id         that the journal knows it by
 * @param used       reported as used, {@link #NONE}: nothing was reported
 * @param requested  to be reserved, {@link #NONE}: nothing
 * @param last       the session ends
 * @param toppedUp   cents that came in; of a top-up alone
 * @param invokedNs  when it was sent first
 * @param answeredNs when its answer came
 * @param granted    as answered, {@link #NONE}: nothing was said
 * @param charged    cents, as answered, {@link #NONE}: nothing was said
 * @param remaining  cents that may still be reserved, as answered, {@link #NONE}: nothing was said
 */
record SessionOperation(
        String id,
        String session,
        long used,
        long requested,
        boolean last,
        long toppedUp,
        long invokedNs,
        long answeredNs,
        long granted,
        long charged,
        long remaining) {
    static final long NONE = -1;

    /** The same with what was answered, at a time. */
    SessionOperation answered(final long atNs, final long units, final long cents, final long left) {
        return new SessionOperation(id, session, used, requested, last, toppedUp, invokedNs, atNs, units, cents, left);
    }

    static SessionOperation request(
            final String session,
            final long number,
            final long used,
            final long requested,
            final boolean last,
            final long atNs) {
        return new SessionOperation(
                session + "/" + number, session, used, requested, last, 0, atNs, 0, NONE, NONE, NONE);
    }

    static SessionOperation topUp(final String id, final long cents, final long atNs) {
        return new SessionOperation(id, "", NONE, NONE, false, cents, atNs, 0, NONE, NONE, NONE);
    }
}
