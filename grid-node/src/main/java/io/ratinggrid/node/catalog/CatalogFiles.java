package io.ratinggrid.node.catalog;

import java.io.IOException;
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
        return compile(read(directory));
    }

    /** The same, with their files. */
    public static CatalogVersions versions(final Path directory) throws IOException, CatalogRefusedException {
        final CatalogLoad load = read(directory);
        return CatalogVersions.of(load, compile(load));
    }

    private static CatalogLoad read(final Path directory) throws CatalogRefusedException {
        final CatalogLoad load = CatalogSource.load(directory);
        if (!load.ok()) {
            throw new CatalogRefusedException("catalog " + directory + " has errors", load.problems());
        }
        return load;
    }

    private static CatalogHistory compile(final CatalogLoad load) {
        return new CatalogHistory(
                load.versions().stream().map(CatalogCompiler::compile).toList());
    }
}
