package io.ratinggrid.rating.catalog;

/**
 * A cap on what a member may draw of a pool in a cycle, compiled.
 *
 * @param amount whole units of the bucket, of money scaled; {@link Long#MAX_VALUE}: all of it
 * @param hard   true: usage beyond it is not funded; false: the pool does not pay it
 */
public record MemberCap(long amount, boolean hard) {
    /** A member may draw all of a pool. */
    public static final MemberCap NONE = new MemberCap(Long.MAX_VALUE, false);
}
