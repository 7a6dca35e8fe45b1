package io.ratinggrid.rating.catalog;

import java.util.Comparator;
import java.util.List;

/**
 * The versions of a catalog in order of their effective time; an event's start decides which one rates it. Immutable:
 * publishing makes a new history, and a version keeps its position in it.
 */
public final class CatalogHistory {
    private final Catalog[] versions;

    public CatalogHistory(final List<Catalog> versions) {
        this.versions = versions.stream()
                .sorted(Comparator.comparingLong(Catalog::effectiveMs))
                .toArray(Catalog[]::new);
    }

    /** The version that rates an event of this time, or null before the first. */
    public Catalog at(final long startMs) {
        for (int i = versions.length - 1; i >= 0; i--) {
            if (startMs >= versions[i].effectiveMs()) {
                return versions[i];
            }
        }
        return null;
    }

    /** The newest version. */
    public Catalog latest() {
        return versions[versions.length - 1];
    }

    public List<Catalog> versions() {
        return List.of(versions);
    }
}
