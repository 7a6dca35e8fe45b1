package io.ratinggrid.rating.partition;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.DocumentNumberSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;

/**
 * A document that waits for its number in the series of a legal entity and a year, as of committed state.
 *
 * @param item          number in the outbox of its partition
 * @param sourceAccount key of the account of the document
 * @param atMs          time of the partition's latest entry
 * @param entity        symbol of the legal entity
 * @param year          of the series
 * @param settledBelow  every item of the partition with a smaller number is settled
 */
public record PendingNumber(long item, long sourceAccount, long atMs, int entity, int year, long settledBelow)
        implements PendingItem {

    static PendingNumber of(final Account account, final int slot, final long atMs, final long settledBelow) {
        final StateRecord head = account.head();
        return new PendingNumber(
                DocumentNumberSlot.item(head, slot),
                account.key(),
                atMs,
                DocumentNumberSlot.entity(head, slot),
                DocumentNumberSlot.year(head, slot),
                settledBelow);
    }

    @Override
    public long targetAccount() {
        return NumberSeries.key(entity, year);
    }

    @Override
    public void toReceive(final int sourcePartition, final Command command) {
        command.reset(CommandType.ASSIGN_NUMBER);
        command.account = targetAccount();
        command.atMs = atMs;
        command.item = item;
        command.sourcePartition = sourcePartition;
        command.sourceAccount = sourceAccount;
        command.settledBelow = settledBelow;
        command.bucket = entity;
        command.quantity = year;
    }

    @Override
    public void toSettle(final ResultCode answer, final long number, final Command command) {
        command.reset(CommandType.SETTLE_NUMBER);
        command.account = sourceAccount;
        command.atMs = atMs;
        command.item = item;
        command.answer = PendingItem.settled(answer);
        command.quantity = number;
    }

    /** The number that a record of assign-number gives; 0: none. */
    public static long numberOf(final ResultRecord answered) {
        final ByteSource effects = answered.effects(new ByteSource());
        if (effects.remaining() == 0) {
            return 0;
        }
        final Effect effect = new Effect().decode(effects);
        return effect.kind() == EffectKind.NUMBER_ASSIGNED ? effect.field(2) : 0;
    }
}
