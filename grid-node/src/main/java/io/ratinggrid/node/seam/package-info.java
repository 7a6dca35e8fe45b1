/** Where the state machines of a node meet its threads: the node implements these, and so does a simulator. */
package io.ratinggrid.node.seam;
