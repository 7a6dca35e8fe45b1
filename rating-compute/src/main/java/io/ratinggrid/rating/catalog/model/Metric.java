package io.ratinggrid.rating.catalog.model;

/** How an accumulator takes the next quantity of its period. */
public enum Metric {
    SUM,
    COUNT,
    MAXIMUM,
    UNIQUE,
    LATEST
}
