/**
 * Quantities with units as people write them: {@code 3 min}, {@code 1.5 GB}, {@code PT3M}, {@code 250 kWh}. No file access.
 */
package io.ratinggrid.rating.quantity;
