package io.ratinggrid.rating.catalog.source;

/** How bad a {@link Problem} is. */
public enum Severity {
    /** The catalog is not loaded. */
    ERROR,
    /** Worth a look; the catalog is loaded. */
    WARNING
}
