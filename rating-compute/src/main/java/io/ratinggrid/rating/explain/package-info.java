/** Says in words what the journal holds of a rated event: which charge, prefix, increments, tiers and buckets made its amount. */
package io.ratinggrid.rating.explain;
