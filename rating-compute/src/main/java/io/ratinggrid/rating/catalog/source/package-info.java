/**
 * Reads catalogs from files and checks them: YAML for structure, CSV for decks. The one package of this module that
 * opens files. Use {@link io.ratinggrid.rating.catalog.source.CatalogSource}.
 */
package io.ratinggrid.rating.catalog.source;
