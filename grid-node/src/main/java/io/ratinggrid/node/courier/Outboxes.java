package io.ratinggrid.node.courier;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.ratinggrid.rating.partition.PendingItem;

/** Looks into the outboxes of the partitions that are open on this node. */
public interface Outboxes {
    /**
     * Reads, from committed state, at most so many of the items that are wanted, oldest first. {@code wanted} is called on another
     * thread. The answer may come on any thread; empty: the partition cannot be read now.
     */
    void read(int partition, int most, Predicate<PendingItem> wanted, Consumer<Optional<List<PendingItem>>> handler);
}
