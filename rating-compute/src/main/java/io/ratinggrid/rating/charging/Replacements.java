package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.ReversalSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.command.ResultCode;

/**
 * Takes back what an event did and rates another in its place, or itself, paid from elsewhere: both or nothing (docs/RATING.md,
 * "Replaced events" and "Moved events"). Reused; one thread.
 */
final class Replacements {

    /** Rates usage. */
    interface Rating {
        ResultCode rate(Command event);
    }

    private final Reversals reversals;
    private final PaymentSource paid = new PaymentSource();
    private final ByteSource source = new ByteSource();
    private final Command event = new Command();

    Replacements(final Reversals reversals) {
        this.reversals = reversals;
    }

    /** Carries out {@code reverse-event} with usage: the record is that of the reversal, settled, then that of the usage. */
    ResultCode replace(final Stage stage, final Account account, final Command command, final Rating rating) {
        final StateRecord head = account.head();
        final int slot = ReversalSlot.find(head, command.item);
        if (slot < 0) {
            return ResultCode.ALREADY_SETTLED;
        }
        final long high = ReversalSlot.high(head, slot);
        final long low = ReversalSlot.low(head, slot);
        CommandCodec.decode(source.wrap(command.replacement, 0, command.replacement.length), event);
        if (event.payer != Payer.ANY && paid.isAlready(command.reversal, event.payer)) {
            Reversals.settle(stage, command.item, high, low, ResultCode.ALREADY_THERE);
            return ResultCode.ALREADY_THERE;
        }
        stage.keep();
        ResultCode code = reversals.reverse(stage, account, command);
        if (code != ResultCode.DONE) {
            return code;
        }
        stage.settle();
        try {
            code = rating.rate(event);
        } catch (final ArithmeticException overflow) {
            code = ResultCode.AMOUNT_OVERFLOW;
        } catch (final TooMuchAtOnceException tooMuch) {
            code = ResultCode.TOO_MUCH_AT_ONCE;
        }
        if (code.kind() != ResultCode.Kind.RATED) {
            stage.takeBack();
            Reversals.settle(stage, command.item, high, low, code);
        }
        return code;
    }
}
