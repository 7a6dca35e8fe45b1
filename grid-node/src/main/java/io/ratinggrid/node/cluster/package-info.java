/** A node among others: which partitions it owns, and its way in for gateways. */
package io.ratinggrid.node.cluster;
