package io.ratinggrid.rating.catalog.model;

/**
 * What happens to usage that no bucket covers (SEMANTICS.md 14).
 *
 * @param limit for {@link Policy#OVERDRAW}: how far below zero the last bucket may go, in base units of the bucket
 */
public record OverageModel(Policy policy, long limit) {
    public static final OverageModel BILL_LATER = new OverageModel(Policy.BILL_LATER, 0);

    /** The four ways that real systems count. */
    public enum Policy {
        /** Priced and put on the unbilled line. */
        BILL_LATER,
        /** Priced and invoiced at once. */
        CHARGE_NOW,
        /** Taken from the bucket, below zero down to the limit; what is beyond is unfunded. */
        OVERDRAW,
        /** Not granted: the countable state unfunded. */
        BLOCK
    }
}
