/**
 * Exact money: scaled {@code long}s with a fraction beside them where a price does not divide evenly, so that nothing is
 * rounded before a document line is.
 */
package io.ratinggrid.rating.money;
