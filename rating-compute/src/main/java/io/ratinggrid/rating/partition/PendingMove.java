package io.ratinggrid.rating.partition;

import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/**
 * An identity that has left an account and has not been taken up by the other one yet, as of committed state.
 *
 * @param item          number in the outbox of its partition
 * @param sourceAccount key of the account that it left
 * @param targetAccount key of the account that it goes to
 * @param receiver      hash of the subscriber there, 0: the account itself
 * @param identity      {@link AttributeValue#hash} of its text
 * @param fromMs        from when it belongs there
 * @param settledBelow  every item of the partition with a smaller number is settled
 */
public record PendingMove(
        long item, long sourceAccount, long targetAccount, long receiver, long identity, long fromMs, long settledBelow)
        implements PendingItem {

    static PendingMove of(final MovedIdentities.Mark mark, final long settledBelow) {
        return new PendingMove(
                mark.item(),
                mark.account(),
                AccountKey.of(mark.to()),
                mark.toSubscriber().isEmpty() ? 0 : AttributeValue.hash(mark.toSubscriber()),
                mark.identity(),
                mark.fromMs(),
                settledBelow);
    }

    @Override
    public void toReceive(final int sourcePartition, final Command command) {
        command.reset(CommandType.RECEIVE_IDENTITY);
        command.account = targetAccount;
        command.atMs = fromMs;
        command.item = item;
        command.sourcePartition = sourcePartition;
        command.sourceAccount = sourceAccount;
        command.settledBelow = settledBelow;
        command.receiver = receiver;
        command.identity = identity;
        command.fromMs = fromMs;
    }

    @Override
    public void toSettle(final ResultCode answer, final long number, final Command command) {
        command.reset(CommandType.SETTLE_IDENTITY);
        command.account = sourceAccount;
        command.atMs = fromMs;
        command.item = item;
        command.answer = PendingItem.settled(answer);
    }
}
