/** Rating and charging: from catalog, account and command to effects and a result. No clock, no I/O, nothing allocated per event. */
package io.ratinggrid.rating.charging;
