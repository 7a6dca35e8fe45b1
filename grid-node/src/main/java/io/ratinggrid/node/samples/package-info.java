/** The samples that the project ships: worked figures and a carrier of its own. */
package io.ratinggrid.node.samples;
