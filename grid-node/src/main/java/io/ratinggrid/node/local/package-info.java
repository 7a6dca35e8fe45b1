/** Rating without a grid: one partition in memory, for {@code rate}, {@code cost} and catalog tests. */
package io.ratinggrid.node.local;
