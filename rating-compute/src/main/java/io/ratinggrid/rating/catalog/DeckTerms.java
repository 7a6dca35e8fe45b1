package io.ratinggrid.rating.catalog;

/**
 * What a deck row asks for, and when.
 *
 * @param table      the price as a table of one tier
 * @param increments null: the charge's own
 * @param connectFee scaled units of the currency
 * @param fromMs     first instant at which it holds
 * @param untilMs    first instant at which it no longer holds
 */
public record DeckTerms(TierTable table, Increments increments, long connectFee, long fromMs, long untilMs) {

    boolean holdsAt(final long timeMs) {
        return timeMs >= fromMs && timeMs < untilMs;
    }
}
