package io.ratinggrid.node.cluster;

import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;

/** Answers of an owner as nodes tell them to each other, and back. */
public final class AskAnswers {
    private AskAnswers() {}

    /** What became of the command that an ask brought. */
    public static AskAnswer ofCommand(final Ask ask, final Answer<CommandResult> answer) {
        return answer.outcome() == Answer.Outcome.GIVEN
                ? AskAnswer.committed(
                        ask,
                        answer.sequence(),
                        answer.value().code(),
                        answer.value().record())
                : refused(ask, answer);
    }

    /** Why there is no answer. */
    public static AskAnswer refused(final Ask ask, final Answer<?> answer) {
        return AskAnswer.refused(ask, AskAnswer.Outcome.valueOf(answer.outcome().name()), answer.retryAfterMs());
    }

    /** What became of a command that was brought to a partition. */
    public static Answer<CommandResult> commandResult(final int partition, final AskAnswer answer) {
        return new Answer<>(
                Answer.Outcome.valueOf(answer.outcome().name()),
                partition,
                answer.sequence(),
                answer.retryAfterMs(),
                answer.outcome() == AskAnswer.Outcome.GIVEN ? new CommandResult(answer.code(), answer.record()) : null);
    }
}
