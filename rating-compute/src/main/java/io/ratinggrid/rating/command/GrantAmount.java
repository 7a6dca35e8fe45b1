package io.ratinggrid.rating.command;

/**
 * What a subscription grants of a bucket, in place of what its plan says.
 *
 * @param unscaled more than 0: base units of the bucket; of money {@code unscaled * 10^-decimals}
 * @param decimals 0 for units
 */
public record GrantAmount(String bucket, long unscaled, int decimals) {
    /** Most of one command. */
    public static final int LIMIT = 64;
}
