package io.ratinggrid.rating.partition;

import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.effect.EffectWriter;
import io.ratinggrid.rating.partition.MovedIdentities.Mark;

/**
 * Identities that move from one account to another (docs/RATING.md, "Identities that move"), each step at one account. Whether a step
 * was done before, its callers find out. Changes marks only, and only where the code is {@link ResultCode#DONE}. One thread.
 */
final class IdentityMoves {
    private static final int NONE = -1;

    private final MovedIdentities moved;

    IdentityMoves(final MovedIdentities moved) {
        this.moved = moved;
    }

    static boolean isStep(final CommandType type) {
        return type == CommandType.MOVE_IDENTITY
                || type == CommandType.RECEIVE_IDENTITY
                || type == CommandType.SETTLE_IDENTITY;
    }

    /** Carries out a step at an open account; {@code nextItem}: the number that what leaves it gets. */
    ResultCode execute(final Account account, final Command command, final long nextItem, final ByteSink effects) {
        final ResultCode code = check(account, command);
        if (code == ResultCode.DONE) {
            if (command.type == CommandType.MOVE_IDENTITY) {
                new EffectWriter(effects)
                        .put(EffectKind.IDENTITY_LEFT)
                        .field(nextItem)
                        .text(command.text);
            }
            apply(command, account, nextItem);
        }
        return code;
    }

    /** What a step that was done changes, live as in recovery. */
    void apply(final Command command, final Account account, final long item) {
        switch (command.type) {
            case MOVE_IDENTITY ->
                moved.put(Mark.left(
                        command.account,
                        AttributeValue.hash(command.name),
                        command.fromMs,
                        item,
                        command.text,
                        command.zone));
            case RECEIVE_IDENTITY ->
                moved.put(Mark.came(
                        command.account, command.identity, command.fromMs, ordinal(account, command.receiver)));
            default -> moved.settle(command.item, command.answer == ResultCode.DONE.number());
        }
    }

    private ResultCode check(final Account account, final Command command) {
        if (AccountSlot.quarantined(account.head())) {
            return ResultCode.ACCOUNT_QUARANTINED;
        }
        return switch (command.type) {
            case MOVE_IDENTITY -> leaves(account, command);
            case RECEIVE_IDENTITY -> comes(account, command);
            default -> moved.underWay(command.item) == null ? ResultCode.ALREADY_SETTLED : ResultCode.DONE;
        };
    }

    /** What has left cannot leave again, and not before it came. */
    private ResultCode leaves(final Account account, final Command command) {
        if (account.record(command.subscriber) == null) {
            return ResultCode.UNKNOWN_SUBSCRIBER;
        }
        if (command.name.isEmpty()
                || command.text.isEmpty()
                || command.fromMs == 0
                || AccountKey.of(command.text) == command.account) {
            return ResultCode.INVALID_VALUE;
        }
        final Mark last = last(command.account, AttributeValue.hash(command.name));
        if (last == null || !last.isAway() && command.fromMs > last.fromMs()) {
            return ResultCode.DONE;
        }
        return last.isAway() && command.fromMs >= last.fromMs() ? ResultCode.IDENTITY_MOVED : ResultCode.INVALID_VALUE;
    }

    /** It comes where it never was, or to where it had left for another account before. */
    private ResultCode comes(final Account account, final Command command) {
        if (ordinal(account, command.receiver) == NONE) {
            return ResultCode.UNKNOWN_SUBSCRIBER;
        }
        final Mark last = last(command.account, command.identity);
        if (last != null && !last.isAway()) {
            return ResultCode.ALREADY_EXISTS;
        }
        return last == null || command.fromMs > last.fromMs() && !last.isUnderWay()
                ? ResultCode.DONE
                : ResultCode.INVALID_VALUE;
    }

    private Mark last(final long account, final long identity) {
        final List<Mark> marks = moved.of(account, identity);
        return marks.isEmpty() ? null : marks.get(marks.size() - 1);
    }

    private static int ordinal(final Account account, final long receiver) {
        if (receiver == 0) {
            return 0;
        }
        for (int ordinal = 1; ordinal <= account.subscribers(); ordinal++) {
            if (AttributeValue.hash(account.record(ordinal).name()) == receiver) {
                return ordinal;
            }
        }
        return NONE;
    }
}
