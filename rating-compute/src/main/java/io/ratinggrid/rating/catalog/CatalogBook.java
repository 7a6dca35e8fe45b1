package io.ratinggrid.rating.catalog;

import java.util.Map;

/**
 * Compiled catalogs by the hash of their files: what a published hash refers to. Immutable; a node makes a new one before it
 * publishes or recovers, so that a partition finds what the journal names.
 */
public record CatalogBook(Map<String, Catalog> byHash) {
    public static final CatalogBook EMPTY = new CatalogBook(Map.of());

    public CatalogBook {
        byHash = Map.copyOf(byHash);
    }

    /** The catalog of a hash, or null. */
    public Catalog find(final String hash) {
        return byHash.get(hash);
    }
}
