package io.ratinggrid.rating.partition;

import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/** An item of a partition's outbox that is not settled, as of committed state. */
public sealed interface PendingItem permits PendingTransfer, PendingMove, PendingReversal, PendingNumber {

    /** Number in the outbox of its partition. */
    long item();

    /** Key of the account that it goes to. */
    long targetAccount();

    /** The command that delivers it; the same whenever it is delivered but for what is settled by then. */
    void toReceive(int sourcePartition, Command command);

    /** True: the command that delivers it settles it too; {@link #toSettle} is not to be asked. */
    default boolean isSettled() {
        return false;
    }

    /**
     * The command that journals the answer of the account that it went to: the code of {@link #toReceive}, and the number that a
     * series gave, {@link PendingNumber#numberOf}.
     */
    void toSettle(ResultCode answer, long number, Command command);

    /** What is journaled of an answer: one that is heard again stays what it was. */
    static int settled(final ResultCode answer) {
        return answer == ResultCode.DUPLICATE ? ResultCode.DONE.number() : answer.number();
    }
}
