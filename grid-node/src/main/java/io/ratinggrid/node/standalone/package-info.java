/** Node and gateway in one process, wired to each other. */
package io.ratinggrid.node.standalone;
