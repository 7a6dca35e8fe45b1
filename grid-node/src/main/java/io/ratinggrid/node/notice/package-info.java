/** Delivers the notices of this node's partitions: each at least once, by each channel that is on, and journals what became of it. */
package io.ratinggrid.node.notice;
