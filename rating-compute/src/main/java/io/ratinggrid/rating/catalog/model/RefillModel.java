package io.ratinggrid.rating.catalog.model;

import java.math.BigDecimal;

/**
 * A bucket that is filled again by itself.
 *
 * @param at     base units (money: decimals of the currency), zero or more: it is refilled when no more than that is left
 * @param amount what is granted each time, in the same units, above zero
 * @param price  what each time costs, decimals of the currency; zero: nothing
 * @param line   document line of the price, empty if there is none
 * @param billed at once, on a document of its line
 * @param most   times in a bill cycle, one or more
 */
public record RefillModel(BigDecimal at, BigDecimal amount, BigDecimal price, String line, boolean billed, int most) {}
