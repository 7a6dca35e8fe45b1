package io.ratinggrid.rating.catalog;

import java.util.Arrays;

import io.ratinggrid.rating.catalog.model.QuantitySource;

/**
 * Where a slice's price comes from: one of a table, a deck, matrix rows or the event itself; the others are null.
 *
 * @param carriedPer base units that the carried amount pays for; 0: it pays for the event once, or is not used
 */
public record Pricing(
        QuantitySource source, TierTable table, RateDeck deck, MatrixRow[] rows, boolean carried, long carriedPer) {

    /** True if somewhere one unit of usage more may cost less. */
    boolean falls() {
        return source == QuantitySource.USAGE
                && (table != null && table.falls()
                        || rows != null
                                && Arrays.stream(rows)
                                        .anyMatch(row -> row.table().falls()));
    }

    /** Conditions of one row, and its table. */
    public record MatrixRow(String name, Conditions conditions, TierTable table) {}
}
