package io.ratinggrid.node.notice;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.ratinggrid.rating.partition.PendingNotice;

/** Looks for notices in the partitions that are open on this node. */
public interface NoticeSource {
    /**
     * Reads, from committed state, at most so many of the notices that are to be delivered and wanted. {@code wanted} is called on
     * another thread. The answer may come on any thread; empty: the partition cannot be read now.
     */
    void read(int partition, int most, Predicate<PendingNotice> wanted, Consumer<Optional<List<Notice>>> handler);
}
