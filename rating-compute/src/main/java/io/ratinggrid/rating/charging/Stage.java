package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.EffectApplier;
import io.ratinggrid.rating.account.SavedRecords;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.effect.EffectWriter;

/**
 * Effects of one command as they are decided; applied in steps, so that a later step sees what an earlier one did. Steps from
 * {@link #protect} on happen all or not at all.
 */
final class Stage {
    /**
     * Most effects of one command that has turned or closed cycles, bytes: an entry that has begun to fill has room for them and
     * for what else the command does. Accounts of a handful of plans and buckets turn some hundred cycles with it.
     */
    static final int MOST_AT_ONCE_BYTES = 64 * 1024;

    private final EffectApplier applier = new EffectApplier();
    private final SavedRecords saved = new SavedRecords();
    private final SavedRecords before = new SavedRecords();
    private EffectWriter writer;
    private Account account;
    private long sequence;
    private int applied;
    /** Where effects begin that change something. */
    private int changes;
    /** What stands whatever becomes of the steps that follow. */
    private int settled;

    private boolean isProtected;
    private boolean whole;
    private int wholeOrdinal;
    /** Where effects begin that {@link #takeBack} drops, or -1. */
    private int kept;

    void begin(final ByteSink newSink, final Account newAccount, final long newSequence) {
        if (writer == null || writer.sink() != newSink) {
            writer = new EffectWriter(newSink);
        }
        account = newAccount;
        sequence = newSequence;
        applied = newSink.length();
        changes = applied;
        kept = -1;
        before.clear();
        whole = false;
        settle();
    }

    /** Keeps the account as it is, unless the command has kept it before, for {@link #takeBack}. */
    void keep() {
        if (kept < 0) {
            kept = applied;
            for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
                before.save(account.record(ordinal));
            }
        }
    }

    /** False if the effects since {@link #keep} are as many as a command may have. */
    boolean hasRoom() {
        return kept < 0 || applied - kept <= MOST_AT_ONCE_BYTES;
    }

    /** @throws TooMuchAtOnceException if the effects since {@link #keep} are more than a command may have */
    void checkRoom() {
        if (!hasRoom()) {
            throw TooMuchAtOnceException.INSTANCE;
        }
    }

    /** Drops all effects since {@link #keep}, also those that were settled. */
    void takeBack() {
        discard();
        if (kept >= 0) {
            before.restore();
            writer.sink().truncate(kept);
            applied = kept;
            changes = kept;
            settled = kept;
        }
    }

    /**
     * Begins steps that touch the head and one record at most, and that happen all or not at all, whatever they protect and settle
     * themselves; to {@link #settleWhole}.
     */
    void protectWhole(final int ordinal) {
        protect(ordinal);
        whole = true;
        wholeOrdinal = ordinal;
    }

    /** If in a whole: its next steps may touch every record; those so far must have kept to what it said. */
    void widenWhole() {
        if (!whole) {
            return;
        }
        for (int ordinal = 1; ordinal <= account.subscribers(); ordinal++) {
            if (ordinal != wholeOrdinal) {
                saved.save(account.record(ordinal));
            }
        }
    }

    /** What was applied since {@link #protectWhole} stands. */
    void settleWhole() {
        whole = false;
        settle();
    }

    /** Begins steps that touch the head and one record at most. */
    void protect(final int ordinal) {
        if (whole) {
            return;
        }
        settle();
        isProtected = true;
        saved.save(account.head());
        if (ordinal != 0) {
            saved.save(account.record(ordinal));
        }
    }

    /** Begins steps that may touch every record. */
    void protectAll() {
        if (whole) {
            throw new IllegalStateException("account=" + account.head().name() + " protects all in a whole");
        }
        settle();
        isProtected = true;
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            saved.save(account.record(ordinal));
        }
    }

    /** What was applied so far stands. */
    void settle() {
        if (whole) {
            return;
        }
        saved.clear();
        isProtected = false;
        settled = applied;
    }

    /** See {@link EffectApplier#levelsSet}. */
    long levelsSet() {
        return applier.levelsSet();
    }

    /** See {@link EffectApplier#itemsSent}. */
    long itemsSent() {
        return applier.itemsSent();
    }

    /** See {@link EffectApplier#timesSet}. */
    long timesSet() {
        return applier.timesSet();
    }

    /** See {@link EffectApplier#noticesMoved}. */
    long noticesMoved() {
        return applier.noticesMoved();
    }

    EffectWriter put(final EffectKind kind) {
        return writer.put(kind);
    }

    /** Puts effects that were decided on a copy of the account. */
    void putAll(final ByteSink effects) {
        writer.sink().putBytes(effects.bytes(), 0, effects.length());
    }

    /** Says that what was put since the last {@link #apply} only explains: there is no need to read it again. */
    void explained() {
        changes = writer.sink().length();
    }

    /** Applies what was put since the last call. */
    void apply() {
        final ByteSink sink = writer.sink();
        applier.apply(account, sequence, sink.bytes(), changes, sink.length() - changes);
        applied = sink.length();
        changes = applied;
    }

    /** Drops what was put since the last {@link #apply}, and takes back what was applied since {@link #protect}. */
    void discard() {
        if (isProtected) {
            saved.restore();
            applied = settled;
        }
        writer.sink().truncate(applied);
        changes = applied;
        whole = false;
        settle();
    }
}
