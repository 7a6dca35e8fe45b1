/**
 * A catalog as its author wrote it, parsed and checked: exact decimals, names, no indexes. Compiled by
 * {@link io.ratinggrid.rating.catalog.CatalogCompiler} for the engine; read as it is by the reference engine of the tests.
 */
package io.ratinggrid.rating.catalog.model;
