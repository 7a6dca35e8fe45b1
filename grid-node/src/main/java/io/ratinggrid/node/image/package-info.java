/** Images of a partition: rounds that write its changed chunks while it goes on, and the manifest that completes a round.
 * Recovery starts from them; the journal behind them is not cut off yet. */
package io.ratinggrid.node.image;
