/** All figures that have a floor and an aim, measured in rounds by one command and set out in one table. */
package io.ratinggrid.perf.figures;
