/** Makes the load of runs that are made on other hosts. */
package io.ratinggrid.perf.generator;
