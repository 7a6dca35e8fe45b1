package io.ratinggrid.node.courier;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PendingItem;

/** The outboxes of the partitions that are open in a grid's process. */
public final class GridOutboxes implements Outboxes {
    private final Grid grid;

    public GridOutboxes(final Grid grid) {
        this.grid = grid;
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
                answer -> handler.accept(
                        answer.outcome() == Answer.Outcome.GIVEN ? Optional.of(answer.value()) : Optional.empty()));
    }
}
