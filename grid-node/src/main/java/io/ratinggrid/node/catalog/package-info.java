/** Catalogs of a node: loaded from files, checked as a whole, compiled. */
package io.ratinggrid.node.catalog;
