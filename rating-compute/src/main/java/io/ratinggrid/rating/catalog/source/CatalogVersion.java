package io.ratinggrid.rating.catalog.source;

import java.nio.file.Path;

import io.ratinggrid.rating.catalog.model.CatalogModel;

/** A version that was read without errors, and where its names are, for what is compared between versions. */
record CatalogVersion(Path directory, CatalogModel model, Position versionAt, Position effectiveAt, Scope names) {}
