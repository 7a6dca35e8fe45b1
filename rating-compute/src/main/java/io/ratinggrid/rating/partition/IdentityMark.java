package io.ratinggrid.rating.partition;

/**
 * A time at which an identity left an account, or came to it, as of committed state.
 *
 * @param fromMs       from when on
 * @param underWay     it left, and the account that it goes to has not answered
 * @param account      account that it went to; empty: it came
 * @param subscriber   subscriber there by name, empty: the account itself
 * @param ordinal      of the subscriber here, if it came; 0: the account itself
 */
public record IdentityMark(long fromMs, boolean underWay, String account, String subscriber, int ordinal) {
    static IdentityMark of(final MovedIdentities.Mark mark) {
        return new IdentityMark(mark.fromMs(), mark.isUnderWay(), mark.to(), mark.toSubscriber(), mark.subscriber());
    }
}
