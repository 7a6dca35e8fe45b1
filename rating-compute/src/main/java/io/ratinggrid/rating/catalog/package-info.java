/** A catalog compiled for the engine: immutable, indexed by symbols, without an object per price. */
package io.ratinggrid.rating.catalog;
