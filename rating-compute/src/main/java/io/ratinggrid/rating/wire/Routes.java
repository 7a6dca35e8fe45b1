package io.ratinggrid.rating.wire;

import java.util.BitSet;
import java.util.List;

/**
 * What a node tells its senders whenever it changes: who else there is, and which partitions are open on this node.
 *
 * @param addresses host:port where the nodes of the grid take streams
 * @param open      partitions that this node rates now; not to be changed
 */
public record Routes(List<String> addresses, BitSet open) {
    public Routes {
        addresses = List.copyOf(addresses);
    }
}
