package io.ratinggrid.rating.catalog.model;

/** What is counted and priced. */
public enum QuantitySource {
    /** The usage, rounded up to the increments. */
    USAGE,
    /** One per event with usage above zero. */
    EVENTS,
    /** The amount of money that the event carries, in units of 10^-scale; percentages are prices per 100. */
    AMOUNT
}
