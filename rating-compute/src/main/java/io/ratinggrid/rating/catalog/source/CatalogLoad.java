package io.ratinggrid.rating.catalog.source;

import java.nio.file.Path;
import java.util.List;

import io.ratinggrid.rating.catalog.model.CatalogModel;

/**
 * What loading a catalog directory gave.
 *
 * @param versions by effective time; empty if there is any error, so that a catalog is never half loaded
 * @param directories of the versions, in their order
 * @param tests    that the catalog carries, not run yet; empty if there is any error
 * @param problems everything that is wrong, in the order of files and lines
 */
public record CatalogLoad(
        List<CatalogModel> versions, List<Path> directories, List<CatalogTest> tests, List<Problem> problems) {

    /** True if there are no errors; there may be warnings. */
    public boolean ok() {
        return problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    }
}
