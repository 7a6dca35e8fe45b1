package io.ratinggrid.rating.catalog.source;

/** Checks a version as a whole, after all of it was read. */
final class CatalogChecks {
    private final Scope scope;

    CatalogChecks(final Scope scope) {
        this.scope = scope;
    }

    void check() {
        scope.holidays.warnUnused("band calendar");
    }
}
