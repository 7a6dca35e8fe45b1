/** Carries what is in the outboxes of this node's partitions to the partitions that it is for, and brings their answers back. */
package io.ratinggrid.node.courier;
