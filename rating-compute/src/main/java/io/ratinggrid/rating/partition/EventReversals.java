package io.ratinggrid.rating.partition;

import java.nio.charset.StandardCharsets;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.EffectApplier;
import io.ratinggrid.rating.account.ReversalSlot;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.effect.EffectWriter;

/**
 * Events that are to be taken back (docs/RATING.md, "Cancelled events"): whether one may be is known from its claim in the duplicate
 * window, which is marked so that it is taken back once. One thread.
 */
final class EventReversals {
    /** Most that an account has under way: they are part of its head, which is copied with many a command. */
    private static final int MOST_UNDER_WAY = 256;

    private final DuplicateWindow duplicates;
    private final EffectApplier applier = new EffectApplier();
    private final Effect effect = new Effect();
    private final Command asked = new Command();

    EventReversals(final DuplicateWindow duplicates) {
        this.duplicates = duplicates;
    }

    static boolean isStep(final CommandType type) {
        return type.asksReversal() || type == CommandType.REVERSE_EVENT;
    }

    /**
     * Puts the event that {@code command} names into the outbox; the account takes commands.
     *
     * @param oldestDay first day of the account's duplicate window
     * @param item      number that it gets
     * @param sequence  of the entry that is being written
     */
    ResultCode ask(
            final Account account,
            final Command command,
            final int oldestDay,
            final long item,
            final long sequence,
            final ByteSink effects) {
        final byte[] id = command.name.getBytes(StandardCharsets.UTF_8);
        final boolean goesNowhere = command.type == CommandType.MOVE_EVENT && command.payer == Payer.ANY;
        if (id.length == 0 || id.length > Command.ID_LIMIT_BYTES || goesNowhere) {
            return ResultCode.INVALID_VALUE;
        }
        if (command.fromMs != 0 && DuplicateWindow.day(command.fromMs) < oldestDay) {
            return ResultCode.EVENT_TOO_OLD;
        }
        if (command.type == CommandType.REPLACE_EVENT && DuplicateWindow.day(command.startMs) < oldestDay) {
            return ResultCode.TOO_OLD_TO_CHECK;
        }
        asked.account = command.account;
        asked.origin = command.text.isEmpty() ? 0 : Symbol.of(command.text);
        asked.id(id);
        final long high = DuplicateWindow.highOf(asked);
        final long low = DuplicateWindow.lowOf(asked);
        final int position = duplicates.find(DuplicateWindow.groupOf(command.account), high, low, oldestDay);
        if (position == DuplicateWindow.NONE) {
            return ResultCode.UNKNOWN_EVENT;
        }
        if (duplicates.isFixed(position)) {
            return ResultCode.NOT_REVERSIBLE;
        }
        if (duplicates.isCancelled(position)) {
            return ResultCode.ALREADY_CANCELLED;
        }
        if (ReversalSlot.count(account.head()) >= MOST_UNDER_WAY) {
            return ResultCode.TOO_MANY_IN_TRANSIT;
        }
        final int begin = effects.length();
        new EffectWriter(effects)
                .put(command.type.ratesAgain() ? EffectKind.REPLACEMENT_ASKED : EffectKind.REVERSAL_ASKED)
                .field(item)
                .field(high)
                .field(low)
                .field(duplicates.sequence(position));
        applier.apply(account, sequence, effects.bytes(), begin, effects.length() - begin);
        return ResultCode.DONE;
    }

    /** Marks the claims of events as the effects of a command say, live as in recovery. */
    void mark(final long account, final ByteSource effects, final int oldestDay) {
        while (effects.remaining() > 0) {
            effect.decode(effects);
            if (effect.kind() == EffectKind.REVERSAL_ASKED || effect.kind() == EffectKind.REPLACEMENT_ASKED) {
                mark(account, oldestDay, true);
            } else if (effect.kind() == EffectKind.REVERSAL_SETTLED && effect.intField(3) != ResultCode.DONE.number()) {
                mark(account, oldestDay, false);
            }
        }
    }

    /**
     * What was rated in the place of an event is an event from now on: its claim names the entry that says what it did. The claim of the command
     * that asked for it may have left the window by then, if the usage is later than that.
     *
     * @param owner index of the account
     * @param fixed it set a level, which cannot be taken back
     */
    void claim(
            final Command replacement, final int owner, final int oldestDay, final long sequence, final boolean fixed) {
        final int group = DuplicateWindow.groupOf(replacement.account);
        final long high = DuplicateWindow.highOf(replacement);
        final long low = DuplicateWindow.lowOf(replacement);
        final long tail = fixed ? ClaimTail.fixed(sequence) : sequence;
        final int day = DuplicateWindow.day(replacement.startMs);
        final int position = duplicates.find(group, high, low, oldestDay);
        if (position == DuplicateWindow.NONE) {
            duplicates.claim(group, owner, high, low, replacement.content, tail, day);
        } else {
            duplicates.moved(position, tail, day);
        }
    }

    private void mark(final long account, final int oldestDay, final boolean cancelled) {
        final int position =
                duplicates.find(DuplicateWindow.groupOf(account), effect.field(1), effect.field(2), oldestDay);
        if (position != DuplicateWindow.NONE) {
            duplicates.cancelled(position, cancelled);
        }
    }
}
