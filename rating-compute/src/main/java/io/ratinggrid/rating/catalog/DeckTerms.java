package io.ratinggrid.rating.catalog;

/**
 * What a deck row asks for.
 *
 * @param table      the price as a table of one tier
 * @param increments null: the charge's own
 * @param connectFee scaled units of the currency
 */
public record DeckTerms(TierTable table, Increments increments, long connectFee) {}
