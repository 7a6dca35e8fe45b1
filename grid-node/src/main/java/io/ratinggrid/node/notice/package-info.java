/** Delivers the notices of this node's partitions: each at least once, to a webhook, and journals what became of it. */
package io.ratinggrid.node.notice;
