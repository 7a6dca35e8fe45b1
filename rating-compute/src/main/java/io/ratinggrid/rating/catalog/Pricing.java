package io.ratinggrid.rating.catalog;

import io.ratinggrid.rating.catalog.model.QuantitySource;

/**
 * Where a slice's price comes from: one of a table, a deck, matrix rows or the event itself; the others are null.
 *
 * @param carriedPer base units that the carried amount pays for; 0: it pays for the event once, or is not used
 */
public record Pricing(
        QuantitySource source, TierTable table, RateDeck deck, MatrixRow[] rows, boolean carried, long carriedPer) {

    /** Conditions of one row, and its table. */
    public record MatrixRow(String name, Conditions conditions, TierTable table) {}
}
