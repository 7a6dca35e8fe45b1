package io.ratinggrid.rating.catalog;

/**
 * How a bucket is filled again by itself, compiled.
 *
 * @param at     whole units of the bucket, of money scaled: it is refilled when no more than that is left
 * @param amount what is granted each time, in the same units, above 0
 * @param price  what each time costs, scaled; 0: nothing
 * @param line   symbol of the document line of the price
 * @param billed at once, on a document of its line
 * @param most   times in a bill cycle
 */
public record Refill(long at, long amount, long price, int line, boolean billed, int most) {}
