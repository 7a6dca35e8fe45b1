package io.ratinggrid.node.owner;

import io.ratinggrid.persistence.journal.AppendOutcome;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.JournalTip;

/**
 * Brings one entry at a time into the journal, whatever it takes to know that it is there.
 *
 * <pre>
 *           append           mine                     predecessor stands
 *   READY ---------&gt; PUT ------------------&gt; CHECK ------------------------&gt; READY, mine
 *                    ^ |  \                  ^  |  \  gone
 *     the same bytes | |   \     read again  +--+   +-----------------------&gt; READY, gone
 *     in a new slot  | |    \        it cannot be read
 *                    | |     \  another's
 *                    | |      +-------------------------------------------&gt; READY, another's
 *                    | v unknown
 *                   AGAIN
 * </pre>
 *
 * <p>CHECK reads the predecessor and then the entry itself. The copy that is asked may be another than the one that took the entry, be it a moment
 * later: if the predecessor was there, that copy must have what stands behind it too. It first reads where the outcome is heard, on the thread
 * that committed: no hop for the usual case. The slot that {@link #append} takes over is given back with each outcome. After {@link #drop} nothing more is heard, from any step.
 */
final class EntryAppender {

    /** Hears what became of the entry. */
    interface Handler {
        void mine();

        void anothers(String reason);

        /** It stands, but what it follows is no longer there: the journal that is asked now is not the one it was. */
        void gone(String reason);

        /** It takes longer, and another slot perhaps: one that is kept meanwhile may be what that waits for. */
        default void delayed() {}
    }

    private final int partition;
    private final OwnerContext context;
    private final OwnerSeams seams;
    private boolean dropped;
    private int unchecked;
    /** The slot of the append under way is one that came first. */
    private boolean isFirst;

    EntryAppender(final int partition, final OwnerContext context, final OwnerSeams seams) {
        this.partition = partition;
        this.context = context;
        this.seams = seams;
    }

    /** Appends after {@code tip}; the caller holds a slot, one that came first or not, and has no other append under way. */
    void append(final JournalTip tip, final byte[] entry, final boolean isFirstSlot, final Handler handler) {
        isFirst = isFirstSlot;
        final long beganNs = seams.clock().nanoTime();
        final boolean checked = mustCheck(tip);
        seams.journal().append(partition, tip.sequence() + 1, entry, (at, sequence, outcome) -> {
            final Predecessor predecessor =
                    checked && outcome == AppendOutcome.MINE ? tryRead(tip, entry) : Predecessor.NOT_READ;
            seams.scheduler().execute(() -> {
                seams.listener().appended(partition, outcome, seams.clock().nanoTime() - beganNs);
                onOutcome(tip, entry, handler, outcome, predecessor);
            });
        });
    }

    /** Nothing more is heard; what is under way may still become true. */
    void drop() {
        dropped = true;
    }

    private boolean mustCheck(final JournalTip tip) {
        return context.predecessorCheckEvery() > 0
                && unchecked + 1 >= context.predecessorCheckEvery()
                && tip.sequence() > 0;
    }

    private void onOutcome(
            final JournalTip tip,
            final byte[] entry,
            final Handler handler,
            final AppendOutcome outcome,
            final Predecessor predecessor) {
        seams.slots().release(isFirst);
        if (dropped) {
            return;
        }
        switch (outcome) {
            case MINE -> check(tip, entry, handler, predecessor);
            case ANOTHERS -> handler.anothers("another's entry at sequence=" + (tip.sequence() + 1));
            case UNKNOWN -> {
                handler.delayed();
                again(tip, entry, handler);
            }
        }
    }

    /** Before others: until it is known what became of the entry, its partition answers nothing. */
    private void again(final JournalTip tip, final byte[] entry, final Handler handler) {
        seams.scheduler().schedule(context.retryUnknownMs(), () -> seams.slots().requestFirst(() -> {
            if (dropped) {
                seams.slots().releaseFirst();
            } else {
                append(tip, entry, true, handler);
            }
        }));
    }

    private void check(final JournalTip tip, final byte[] entry, final Handler handler, final Predecessor predecessor) {
        if (predecessor == Predecessor.NOT_READ) {
            unchecked++;
            handler.mine();
        } else if (predecessor.failure() != null) {
            seams.listener()
                    .alarm(
                            partition,
                            "predecessor cannot be read, sequence=" + tip.sequence() + ": " + predecessor.failure());
            handler.delayed();
            seams.scheduler().schedule(context.retryUnknownMs(), () -> checkAgain(tip, entry, handler));
        } else if (!predecessor.stands()) {
            handler.gone("predecessor is gone, sequence=" + tip.sequence());
        } else if (!predecessor.isFollowed()) {
            handler.gone("it stands no more, sequence=" + (tip.sequence() + 1));
        } else {
            unchecked = 0;
            handler.mine();
        }
    }

    private void checkAgain(final JournalTip tip, final byte[] entry, final Handler handler) {
        if (!dropped) {
            seams.reads().call(() -> read(tip, entry), (predecessor, failure) -> {
                if (!dropped) {
                    check(tip, entry, handler, failure == null ? predecessor : Predecessor.unknown(failure));
                }
            });
        }
    }

    /** Blocks; any thread but the owner's. */
    private Predecessor tryRead(final JournalTip tip, final byte[] entry) {
        try {
            return read(tip, entry);
        } catch (final RuntimeException e) {
            return Predecessor.unknown(e);
        }
    }

    private Predecessor read(final JournalTip tip, final byte[] entry) {
        final boolean stands = stands(tip.sequence(), tip.checksum());
        final boolean isFollowed = stands(tip.sequence() + 1, JournalEntryCodec.checksum(entry));
        return new Predecessor(stands, isFollowed, null);
    }

    private boolean stands(final long sequence, final long checksum) {
        return seams.journal().endsWith(partition, sequence, JournalEntryCodec.end(checksum));
    }

    /**
     * What a look at the predecessor brought: whether it stands, or why nobody knows; {@code isFollowed} is false if the entry is not behind it.
     */
    private record Predecessor(boolean stands, boolean isFollowed, RuntimeException failure) {
        static final Predecessor NOT_READ = new Predecessor(true, true, null);

        static Predecessor unknown(final RuntimeException failure) {
            return new Predecessor(true, true, failure);
        }
    }
}
