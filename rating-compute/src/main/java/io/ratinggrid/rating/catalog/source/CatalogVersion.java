package io.ratinggrid.rating.catalog.source;

import java.util.List;

import io.ratinggrid.rating.catalog.model.CatalogModel;

/** A version that was read without errors, and where the things are that are compared between versions. */
record CatalogVersion(CatalogModel model, Position versionAt, Position effectiveAt, List<Scope.WrittenName> symbols) {}
