package io.ratinggrid.rating.catalog;

import io.ratinggrid.rating.catalog.model.CatalogModel;

/** Makes the engine's form of a catalog that {@code catalog check} has passed. */
public final class CatalogCompiler {
    private CatalogCompiler() {}

    /**
     * Compiles one version.
     *
     * @throws RuntimeException if the model was not checked and does not hold together
     */
    public static Catalog compile(final CatalogModel model) {
        return new CatalogBuilder(model).build();
    }
}
