package io.ratinggrid.node.cluster;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;

import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import io.ratinggrid.rating.wire.FrameCodec;

/** Reads what partitions know. What is read is read on rating threads, where answers come, too; refusals come at once. */
final class GridQueries {
    /** Room in a frame for everything of an answer but its text. */
    private static final int MOST_TEXT_BYTES = FrameCodec.MOST_BYTES - 1_024;

    private final Grid grid;

    GridQueries(final Grid grid) {
        this.grid = grid;
    }

    /** Answers with what is read, which is empty if there is nothing of the name. */
    void answer(final Ask ask, final Function<PartitionEngine, String> read, final Consumer<AskAnswer> handler) {
        grid.query(
                ask.partition(),
                ask.atLeast(),
                logic -> read.apply((PartitionEngine) logic),
                answer -> handler.accept(
                        answer.outcome() == Answer.Outcome.GIVEN
                                ? given(ask, answer.sequence(), answer.value())
                                : AskAnswers.refused(ask, answer)));
    }

    /** Goes on with what is read; {@code handler} has the refusals. */
    <T> void read(
            final Ask ask,
            final Function<PartitionEngine, T> read,
            final Consumer<Answer<T>> next,
            final Consumer<AskAnswer> handler) {
        grid.query(ask.partition(), ask.atLeast(), logic -> read.apply((PartitionEngine) logic), answer -> {
            if (answer.outcome() == Answer.Outcome.GIVEN) {
                next.accept(answer);
            } else {
                handler.accept(AskAnswers.refused(ask, answer));
            }
        });
    }

    private static AskAnswer given(final Ask ask, final long sequence, final String text) {
        return text.length() * 3L > MOST_TEXT_BYTES && text.getBytes(StandardCharsets.UTF_8).length > MOST_TEXT_BYTES
                ? AskAnswer.failed(ask, "the answer has characters=" + text.length() + ", too many to be sent")
                : AskAnswer.given(ask, sequence, text);
    }
}
