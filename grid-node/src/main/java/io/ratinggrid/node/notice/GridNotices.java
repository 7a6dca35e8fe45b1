package io.ratinggrid.node.notice;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.output.NoticeText;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PendingNotice;

/** The notices of the partitions that are open in a grid's process. */
public final class GridNotices implements NoticeSource {
    private final Grid grid;

    public GridNotices(final Grid grid) {
        this.grid = grid;
    }

    @Override
    public void read(
            final int partition,
            final int most,
            final Predicate<PendingNotice> wanted,
            final Consumer<Optional<List<Notice>>> handler) {
        grid.query(
                partition,
                0,
                logic -> read((PartitionEngine) logic, most, wanted),
                answer -> handler.accept(
                        answer.outcome() == Answer.Outcome.GIVEN ? Optional.of(answer.value()) : Optional.empty()));
    }

    private static List<Notice> read(
            final PartitionEngine engine, final int most, final Predicate<PendingNotice> wanted) {
        return engine.pendingNotices(most, wanted).stream()
                .map(one -> new Notice(one, NoticeText.of(engine, one)))
                .toList();
    }
}
