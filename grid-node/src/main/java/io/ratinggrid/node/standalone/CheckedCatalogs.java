package io.ratinggrid.node.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogVersions;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.source.CatalogLoad;
import io.ratinggrid.rating.catalog.source.CatalogSource;
import io.ratinggrid.rating.catalog.source.CatalogTest;
import io.ratinggrid.rating.catalog.source.Problem;

/**
 * A catalog directory without errors, whose own tests pass.
 *
 * @param load     what was read, with its warnings
 * @param catalogs its versions, compiled
 */
public record CheckedCatalogs(CatalogLoad load, CatalogHistory catalogs) {

    /**
     * Reads a catalog and runs the tests that it carries.
     *
     * @throws CatalogRefusedException if it has an error, or a test fails
     */
    public static CheckedCatalogs of(final Path directory) throws IOException, CatalogRefusedException {
        final CatalogLoad load = CatalogSource.load(directory);
        if (!load.ok()) {
            throw new CatalogRefusedException(
                    "catalog " + directory + " has errors and is not loaded", load.problems());
        }
        final CatalogHistory catalogs = new CatalogHistory(
                load.versions().stream().map(CatalogCompiler::compile).toList());
        final List<Problem> problems = new ArrayList<>(load.problems());
        int failed = 0;
        for (final CatalogTest test : load.tests()) {
            final List<Problem> failures = new CatalogTestRun(catalogs, test).run();
            failed += failures.isEmpty() ? 0 : 1;
            problems.addAll(failures);
        }
        if (failed > 0) {
            throw new CatalogRefusedException(
                    "catalog " + directory + " fails " + failed + " of its "
                            + load.tests().size() + " tests and is not loaded",
                    problems);
        }
        return new CheckedCatalogs(load, catalogs);
    }

    /** The versions with their files. */
    public CatalogVersions versions() throws IOException {
        return CatalogVersions.of(load, catalogs);
    }
}
