package io.ratinggrid.rating.catalog.model;

/** How an accumulator takes the next quantity of its period. */
public enum Metric {
    SUM,
    COUNT,
    MAXIMUM,
    UNIQUE,
    LATEST,
    /** A level, such as seats or what is stored: its average over the period, weighted by the time that each value held. */
    TIME_WEIGHTED
}
