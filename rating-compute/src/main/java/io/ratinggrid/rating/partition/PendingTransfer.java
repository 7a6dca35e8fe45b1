package io.ratinggrid.rating.partition;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.TransitSlot;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/**
 * An item that an account has in transit, as of committed state.
 *
 * @param item          number in the outbox of its partition
 * @param sourceAccount key of the account that it came from
 * @param targetAccount key of the account that it goes to
 * @param receiver      hash of the subscriber there, 0: the account itself
 * @param bucket        symbol of the type of bucket
 * @param amount        scaled where the bucket is of money, else base units
 * @param untilMs       end of its validity there, 0: as the type says
 * @param atMs          when it left
 * @param settledBelow  every item of the partition with a smaller number is settled
 */
public record PendingTransfer(
        long item,
        long sourceAccount,
        long targetAccount,
        long receiver,
        int bucket,
        long amount,
        long untilMs,
        long atMs,
        long settledBelow)
        implements PendingItem {

    static PendingTransfer of(final Account account, final int slot, final long settledBelow) {
        final StateRecord head = account.head();
        return new PendingTransfer(
                TransitSlot.item(head, slot),
                account.key(),
                TransitSlot.account(head, slot),
                TransitSlot.subscriber(head, slot),
                TransitSlot.type(head, slot),
                TransitSlot.amount(head, slot),
                TransitSlot.until(head, slot) * 1000,
                TransitSlot.at(head, slot) * 1000,
                settledBelow);
    }

    @Override
    public void toReceive(final int sourcePartition, final Command command) {
        command.reset(CommandType.RECEIVE_TRANSFER);
        command.account = targetAccount;
        command.atMs = atMs;
        command.item = item;
        command.sourcePartition = sourcePartition;
        command.sourceAccount = sourceAccount;
        command.settledBelow = settledBelow;
        command.bucket = bucket;
        command.receiver = receiver;
        command.quantity = amount;
        command.untilMs = untilMs;
    }

    @Override
    public void toSettle(final ResultCode answer, final long number, final Command command) {
        command.reset(CommandType.SETTLE_TRANSFER);
        command.account = sourceAccount;
        command.atMs = atMs;
        command.item = item;
        command.answer = PendingItem.settled(answer);
    }
}
