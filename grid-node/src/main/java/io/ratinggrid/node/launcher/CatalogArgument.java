package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.standalone.CheckedCatalogs;
import io.ratinggrid.rating.catalog.CatalogHistory;

/** Loads a catalog for a verb, or says on standard error what is wrong with it. */
final class CatalogArgument {
    private CatalogArgument() {}

    static Optional<CatalogHistory> load(final Path directory) throws IOException {
        try {
            return Optional.of(CheckedCatalogs.of(directory).catalogs());
        } catch (final CatalogRefusedException e) {
            print(directory, e);
            return Optional.empty();
        }
    }

    static void print(final Path directory, final CatalogRefusedException refused) {
        refused.problems().forEach(problem -> System.err.println(directory.resolve(problem.toString())));
        System.err.println("ratinggrid: " + refused.getMessage());
    }
}
