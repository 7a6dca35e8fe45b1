package io.ratinggrid.rating.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The versions of a catalog in order of their effective time; an event's start decides which one rates it. Immutable:
 * publishing makes a new history, and a version keeps its position in it.
 */
public final class CatalogHistory {
    /** No version yet. */
    public static final CatalogHistory EMPTY = new CatalogHistory(List.of());

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

    /** When the first version after a time becomes effective, or {@link Long#MAX_VALUE}. */
    public long nextAfter(final long timeMs) {
        long next = Long.MAX_VALUE;
        for (int i = versions.length - 1; i >= 0 && versions[i].effectiveMs() > timeMs; i--) {
            next = versions[i].effectiveMs();
        }
        return next;
    }

    /** This history and one more version; of two with one effective time the later published holds. */
    public CatalogHistory with(final Catalog published) {
        final List<Catalog> all = new ArrayList<>(List.of(versions));
        all.add(published);
        return new CatalogHistory(all);
    }

    /**
     * The version that is effective last.
     *
     * @throws IllegalStateException if there is none
     */
    public Catalog latest() {
        if (versions.length == 0) {
            throw new IllegalStateException("no catalog was published");
        }
        return versions[versions.length - 1];
    }

    /** The name behind a symbol, of the newest version that has it; null if none has. */
    public String name(final int symbol) {
        for (int i = versions.length - 1; i >= 0; i--) {
            final String name = versions[i].name(symbol);
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    /** A bucket type, of the newest version that has it; null if none has. */
    public BucketType bucket(final int symbol) {
        for (int i = versions.length - 1; i >= 0; i--) {
            final BucketType bucket = versions[i].bucket(symbol);
            if (bucket != null) {
                return bucket;
            }
        }
        return null;
    }

    /** The service whose usage is charged on a line, in the newest version that has the line; empty: none or several. */
    public String serviceOf(final int line) {
        for (int i = versions.length - 1; i >= 0; i--) {
            final String service = versions[i].serviceOf(line);
            if (service != null) {
                return service;
            }
        }
        return "";
    }

    public List<Catalog> versions() {
        return List.of(versions);
    }
}
