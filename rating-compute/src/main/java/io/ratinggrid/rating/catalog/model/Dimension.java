package io.ratinggrid.rating.catalog.model;

/** What a unit measures, which fixes the base unit that quantities are counted in. */
public enum Dimension {
    /** Base unit: millisecond. */
    TIME,
    /** Base unit: octet. */
    VOLUME,
    /** Base unit: the named unit divided by 10 to its number of decimals. */
    COUNT
}
