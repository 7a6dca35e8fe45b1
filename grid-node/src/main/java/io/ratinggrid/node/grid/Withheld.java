package io.ratinggrid.node.grid;

import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.rating.wire.PartitionReply;

/** Why a partition takes nothing now, though its owner might. */
public enum Withheld {
    NOT_ENOUGH_COPIES(Answer.Outcome.NOT_ENOUGH_COPIES, PartitionReply.Outcome.NOT_ENOUGH_COPIES),
    PARTITION_LOST(Answer.Outcome.PARTITION_LOST, PartitionReply.Outcome.PARTITION_LOST);

    private final Answer.Outcome answer;
    private final PartitionReply.Outcome reply;

    Withheld(final Answer.Outcome answer, final PartitionReply.Outcome reply) {
        this.answer = answer;
        this.reply = reply;
    }

    /** What is answered to a command. */
    public Answer.Outcome answer() {
        return answer;
    }

    /** What is answered to a batch of a stream. */
    public PartitionReply.Outcome reply() {
        return reply;
    }
}
