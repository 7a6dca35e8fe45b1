package io.ratinggrid.node.catalog;

import java.nio.file.Path;

import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.source.CatalogLoad;
import io.ratinggrid.rating.catalog.source.CatalogSource;

/** Loads catalog directories for the engine. */
public final class CatalogFiles {
    private CatalogFiles() {}

    /**
     * All versions of a catalog directory, compiled.
     *
     * @throws CatalogRefusedException if it has an error: a catalog is never half loaded
     */
    public static CatalogHistory load(final Path directory) throws CatalogRefusedException {
        final CatalogLoad load = CatalogSource.load(directory);
        if (!load.ok()) {
            throw new CatalogRefusedException("catalog " + directory + " has errors", load.problems());
        }
        return new CatalogHistory(
                load.versions().stream().map(CatalogCompiler::compile).toList());
    }
}
