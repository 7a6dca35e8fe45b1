package io.ratinggrid.perf.faults;

/**
 * One thing that was done to the account: a request of a client that was answered, or what the grid did by itself. In units that cost a
 * cent each.
 *
 * @param id         that the journal knows it by
 * @param session    empty of what is of no session
 * @param used       reported as used, {@link #NONE}: nothing was reported
 * @param requested  to be reserved, {@link #NONE}: nothing
 * @param last       the session ends
 * @param cents      that came in, below 0: that were to leave; of top-ups and transfers alone
 * @param invokedNs  when it was sent first
 * @param answeredNs when its answer came
 * @param granted    as answered, {@link #NONE}: nothing was said
 * @param charged    cents, as answered, {@link #NONE}: nothing was said; of a transfer, what left
 * @param remaining  cents that may still be reserved, as answered, {@link #NONE}: nothing was said
 * @param lapsedMs   what was to lapse by this time has, as the journal says; 0: it ends nothing
 * @param lapsesMs   when what it reserves lapses
 */
record SessionOperation(
        String id,
        String session,
        long used,
        long requested,
        boolean last,
        long cents,
        long invokedNs,
        long answeredNs,
        long granted,
        long charged,
        long remaining,
        long lapsedMs,
        long lapsesMs) {
    static final long NONE = -1;

    /** The same with what was answered, at a time. */
    SessionOperation answered(final long atNs, final long units, final long chargedCents, final long left) {
        return new SessionOperation(
                id,
                session,
                used,
                requested,
                last,
                cents,
                invokedNs,
                atNs,
                units,
                chargedCents,
                left,
                lapsedMs,
                lapsesMs);
    }

    /** The same, charged as is said. */
    SessionOperation charged(final long chargedCents) {
        return answered(answeredNs, granted, chargedCents, remaining);
    }

    /** The same as if what was used had not been charged; what was held for it is free. */
    SessionOperation uncharged() {
        return new SessionOperation(
                id,
                session,
                NONE,
                requested,
                last || requested == NONE,
                cents,
                invokedNs,
                answeredNs,
                granted,
                NONE,
                remaining,
                lapsedMs,
                lapsesMs);
    }

    /** The same as of a time, in milliseconds; what it reserves lapses after so many seconds. */
    SessionOperation at(final long timeMs, final long seconds) {
        final long lapses = (Math.floorDiv(timeMs, 1_000L) + seconds) * 1_000;
        return new SessionOperation(
                id,
                session,
                used,
                requested,
                last,
                cents,
                invokedNs,
                answeredNs,
                granted,
                charged,
                remaining,
                timeMs,
                lapses);
    }

    static SessionOperation request(
            final String session,
            final long number,
            final long used,
            final long requested,
            final boolean last,
            final long atNs) {
        return new SessionOperation(
                session + "/" + number,
                session,
                used,
                requested,
                last,
                0,
                atNs,
                0,
                NONE,
                NONE,
                NONE,
                0,
                Long.MAX_VALUE);
    }

    /** Below 0 they leave, if they can. */
    static SessionOperation money(final String id, final long cents, final long atNs) {
        return new SessionOperation(id, "", NONE, NONE, false, cents, atNs, 0, NONE, NONE, NONE, 0, 0);
    }

    /** What no client asked for and none was told of. */
    static SessionOperation ofGrid(final String id, final long cents) {
        return new SessionOperation(
                id, "", NONE, NONE, false, cents, Long.MIN_VALUE, Long.MAX_VALUE, NONE, NONE, NONE, 0, 0);
    }
}
