package io.ratinggrid.node.courier;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.image.ManifestCodec;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.snapshot.SnapshotStore;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PendingItem;
import io.ratinggrid.rating.partition.PendingReversal;

/** The outboxes of the partitions that are open in a grid's process. */
public final class GridOutboxes implements Outboxes {
    private final Grid grid;
    private final JournalStore journal;
    private final SnapshotStore snapshots;
    private final Executor reads;

    /** {@code reads} runs what reads the journal, which blocks. */
    public GridOutboxes(
            final Grid grid, final JournalStore journal, final SnapshotStore snapshots, final Executor reads) {
        this.grid = grid;
        this.journal = journal;
        this.snapshots = snapshots;
        this.reads = reads;
    }

    @Override
    public void read(
            final int partition,
            final int most,
            final Predicate<PendingItem> wanted,
            final Consumer<Optional<List<PendingItem>>> handler) {
        grid.query(
                partition,
                0,
                logic -> ((PartitionEngine) logic).pendingItems(most, wanted),
                answer -> handle(partition, answer, handler));
    }

    private void handle(
            final int partition,
            final Answer<List<PendingItem>> answer,
            final Consumer<Optional<List<PendingItem>>> handler) {
        if (answer.outcome() != Answer.Outcome.GIVEN) {
            handler.accept(Optional.empty());
        } else if (answer.value().stream().noneMatch(PendingReversal.class::isInstance)) {
            handler.accept(Optional.of(answer.value()));
        } else {
            reads.execute(() -> handler.accept(complete(partition, answer.value())));
        }
    }

    /** What events that are to be taken back did is in the journal; empty: it cannot be read now. */
    private Optional<List<PendingItem>> complete(final int partition, final List<PendingItem> items) {
        try {
            final List<PendingItem> complete = items.stream()
                    .map(item -> complete(partition, item))
                    .flatMap(Optional::stream)
                    .toList();
            return complete.isEmpty() ? Optional.empty() : Optional.of(complete);
        } catch (final RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * An entry that is damaged, or has been removed, is gone: the event stands, and what else is in the outbox goes on. Empty: one is not seen that
     * should be there, as on a copy that is behind; that says nothing of the event, and is looked for again.
     */
    private Optional<PendingItem> complete(final int partition, final PendingItem item) {
        if (!(item instanceof final PendingReversal reversal)) {
            return Optional.of(item);
        }
        final byte[] entry = journal.read(partition, reversal.sequence());
        final byte[] asked = reversal.asked() == 0 ? null : journal.read(partition, reversal.asked());
        if (entry == null && isKept(partition, reversal.sequence())
                || reversal.asked() != 0 && asked == null && isKept(partition, reversal.asked())) {
            return Optional.empty();
        }
        try {
            final PendingReversal read = reversal.read(entry);
            return Optional.of(reversal.asked() == 0 ? read : read.readAsked(asked));
        } catch (final IllegalArgumentException | IndexOutOfBoundsException damaged) {
            return Optional.of(reversal);
        }
    }

    /** False for an entry that may have been removed, by the partition's manifest. */
    private boolean isKept(final int partition, final long sequence) {
        final byte[] manifest = snapshots.readManifest(partition);
        return manifest == null || sequence >= ManifestCodec.decode(manifest).keptFrom();
    }
}
