package io.ratinggrid.rating.partition;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.ReversalSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.charging.SliceKind;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.journal.JournalEntryCodec;

/**
 * An event that is to be taken back, as of committed state. What it did only the journal knows: {@link #read} has to be given its
 * entry before it is delivered.
 *
 * @param item     number in the outbox of its partition
 * @param account  key of the account
 * @param high     first half of the hash of the event's id, as the duplicate window has it
 * @param low      second half
 * @param sequence of the journal entry that holds the event
 * @param asked    sequence of the journal entry that says what is to be rated in its place; 0: nothing is
 * @param atMs     time of the partition's latest entry
 * @param event    what the journal says of the event
 * @param replacement usage that is to be rated in its place, encoded; empty: none, or it is not kept
 * @param replacementSource name of the file that it came from, empty if it is not known
 */
public record PendingReversal(
        long item,
        long account,
        long high,
        long low,
        long sequence,
        long asked,
        long atMs,
        ReversedEvent event,
        byte[] replacement,
        String replacementSource)
        implements PendingItem {
    /** Most that is taken back at once: an event split into some hundred parts. */
    private static final int MOST_BYTES = 32 * 1024;

    static PendingReversal of(final Account account, final int slot, final long atMs) {
        final StateRecord head = account.head();
        return new PendingReversal(
                ReversalSlot.item(head, slot),
                account.key(),
                ReversalSlot.high(head, slot),
                ReversalSlot.low(head, slot),
                ReversalSlot.sequence(head, slot),
                ReversalSlot.isReplaced(head, slot) ? ReversalSlot.askedBy(head, slot) : 0,
                atMs,
                ReversedEvent.NOT_KEPT,
                new byte[0],
                "");
    }

    /**
     * With what its entry of the journal says; null: it is no longer kept.
     *
     * @throws IllegalArgumentException if that is no entry
     */
    public PendingReversal read(final byte[] entry) {
        if (entry == null) {
            return this;
        }
        final EntryRecords records = new EntryRecords(JournalEntryCodec.decode(entry));
        final ResultRecord record = new ResultRecord();
        while (records.hasNext()) {
            for (final ResultRecord one : records.next(record).split()) {
                if (isOf(one)) {
                    return with(eventOf(one));
                }
            }
        }
        return this;
    }

    private boolean isOf(final ResultRecord record) {
        final Command command = record.command();
        return command.account == account
                && command.idLength > 0
                && record.code().kind() == ResultCode.Kind.RATED
                && DuplicateWindow.highOf(command) == high
                && DuplicateWindow.lowOf(command) == low;
    }

    /** With what its record said: {@link #eventOf}. */
    public PendingReversal with(final ReversedEvent newEvent) {
        return new PendingReversal(
                item, account, high, low, sequence, asked, atMs, newEvent, replacement, replacementSource);
    }

    /**
     * With what the entry that asked says of what is to be rated in its place; null: it is no longer kept, and the event stands.
     *
     * @throws IllegalArgumentException if that is no entry
     */
    public PendingReversal readAsked(final byte[] entry) {
        if (entry == null) {
            return with(ReversedEvent.NOT_KEPT);
        }
        final EntryRecords records = new EntryRecords(JournalEntryCodec.decode(entry));
        final ResultRecord record = new ResultRecord();
        while (records.hasNext()) {
            if (asks(records.next(record))) {
                return askedBy(record.command(), record.source());
            }
        }
        return with(ReversedEvent.NOT_KEPT);
    }

    private boolean asks(final ResultRecord record) {
        if (!record.command().type.ratesAgain() || record.command().account != account) {
            return false;
        }
        final ByteSource effects = record.effects(new ByteSource());
        final Effect effect = new Effect();
        while (effects.remaining() > 0) {
            if (effect.decode(effects).kind() == EffectKind.REPLACEMENT_ASKED && effect.field(0) == item) {
                return true;
            }
        }
        return false;
    }

    /**
     * With what is to be rated in its place, by the command that replaces or moves it, and the name of the file that the command came
     * from; {@link #with} first.
     */
    public PendingReversal askedBy(final Command asking, final String source) {
        return event.answer() == ResultCode.DONE
                ? new PendingReversal(
                        item, account, high, low, sequence, asked, atMs, event, usageOf(asking, event), source)
                : this;
    }

    /** Usage that has the id of who asks for it: what that says of usage, or the event itself, paid from elsewhere. */
    private static byte[] usageOf(final Command asking, final ReversedEvent event) {
        final Command usage = new Command();
        if (asking.type == CommandType.MOVE_EVENT) {
            usage.copyUsage(event.command());
            usage.atMs = asking.atMs;
            usage.payer = asking.payer;
        } else {
            usage.copyUsage(asking);
        }
        usage.type = CommandType.USAGE;
        usage.id(asking.id());
        usage.origin = asking.origin;
        usage.content = asking.content;
        usage.sourceFile = asking.sourceFile;
        usage.sourceLine = asking.sourceLine;
        final ByteSink bytes = new ByteSink(128);
        CommandCodec.encode(usage, bytes);
        return bytes.copy();
    }

    /** What is kept of the record of a command to take it back. */
    public static ReversedEvent eventOf(final ResultRecord record) {
        final ByteSink kept = new ByteSink(64);
        final boolean reversible = record.command().type == CommandType.USAGE && keep(record, kept);
        return new ReversedEvent(
                reversible ? ResultCode.DONE : ResultCode.NOT_REVERSIBLE,
                record.commandBytes(),
                record.source(),
                reversible ? kept.copy() : new byte[0]);
    }

    /** Copies the effects that are the event's own, which a refill behind them is not; false if they cannot be taken back. */
    private static boolean keep(final ResultRecord record, final ByteSink kept) {
        final ByteSource source = record.effects(new ByteSource());
        final Effect effect = new Effect();
        boolean rated = false;
        while (source.remaining() > 0) {
            final int begin = source.position();
            effect.decode(source);
            if (effect.kind() == EffectKind.REFILLED) {
                break;
            }
            rated |= effect.kind() == EffectKind.RATED;
            if (effect.kind() == EffectKind.LEVEL_SET) {
                return false;
            }
            if (rated && isOwn(effect)) {
                kept.putBytes(record.bytes(), begin, source.position() - begin);
            }
        }
        return kept.length() <= MOST_BYTES;
    }

    private static boolean isOwn(final Effect effect) {
        return switch (effect.kind()) {
            case LINE_BEFORE,
                    BUCKET_BEFORE,
                    SESSION_BEFORE,
                    BUCKET_DRAWN,
                    POOL_DRAWN,
                    ACCUMULATED,
                    UNIQUE_SEEN,
                    SESSION_MOVED,
                    SESSION_ENDED -> true;
            case SLICE -> effect.intField(0) == SliceKind.MONEY_BUCKET;
            case CHARGED -> (effect.intField(2) & ~LineSlot.PREPAID) == 0;
            default -> false;
        };
    }

    @Override
    public long targetAccount() {
        return account;
    }

    @Override
    public void toReceive(final int sourcePartition, final Command command) {
        command.reset(CommandType.REVERSE_EVENT);
        command.account = account;
        command.atMs = atMs;
        command.item = item;
        event.toReverse(command);
        command.replacement = replacement;
        command.replacementSource = replacementSource;
    }

    /** The account itself knows what became of it. */
    @Override
    public boolean isSettled() {
        return true;
    }

    @Override
    public void toSettle(final ResultCode code, final long number, final Command command) {
        throw new IllegalStateException("item=" + item + " is settled where it is delivered");
    }
}
