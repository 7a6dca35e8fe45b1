/** A node inside this process: storage, grid and catalogs, for {@code demo} and {@code standalone}. */
package io.ratinggrid.node.embedded;
