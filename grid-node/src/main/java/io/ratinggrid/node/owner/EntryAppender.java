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
 *                    ^ |  \                     \  gone
 *     the same bytes | |   \ another's           +-----------------------+
 *     in a new slot  | |    +-------------------------------------------&gt; READY, another's
 *                    | v unknown
 *                   AGAIN
 * </pre>
 *
 * <p>CHECK is passed over except after every so many appends. The slot that {@link #append} takes over is given back with
 * each outcome.
 */
final class EntryAppender {

    /** Hears what became of the entry. */
    interface Handler {
        void mine();

        void anothers(String reason);
    }

    private final int partition;
    private final OwnerContext context;
    private final OwnerSeams seams;
    private boolean dropped;
    private int unchecked;

    EntryAppender(final int partition, final OwnerContext context, final OwnerSeams seams) {
        this.partition = partition;
        this.context = context;
        this.seams = seams;
    }

    /** Appends after {@code tip}; the caller holds a slot, and has no other append under way. */
    void append(final JournalTip tip, final byte[] entry, final Handler handler) {
        seams.journal().append(partition, tip.sequence() + 1, entry, (at, sequence, outcome) -> seams.scheduler()
                .execute(() -> onOutcome(tip, entry, handler, outcome)));
    }

    /** Nothing more is heard; what is under way may still become true. */
    void drop() {
        dropped = true;
    }

    private void onOutcome(
            final JournalTip tip, final byte[] entry, final Handler handler, final AppendOutcome outcome) {
        seams.slots().release();
        if (dropped) {
            return;
        }
        switch (outcome) {
            case MINE -> check(tip, handler);
            case ANOTHERS -> handler.anothers("another's entry at sequence=" + (tip.sequence() + 1));
            case UNKNOWN -> again(tip, entry, handler);
        }
    }

    private void again(final JournalTip tip, final byte[] entry, final Handler handler) {
        seams.scheduler().schedule(context.retryUnknownMs(), () -> seams.slots().request(() -> {
            if (dropped) {
                seams.slots().release();
            } else {
                append(tip, entry, handler);
            }
        }));
    }

    private void check(final JournalTip tip, final Handler handler) {
        unchecked++;
        if (context.predecessorCheckEvery() == 0
                || unchecked < context.predecessorCheckEvery()
                || tip.sequence() == 0) {
            handler.mine();
            return;
        }
        readPredecessor(tip, handler);
    }

    private void readPredecessor(final JournalTip tip, final Handler handler) {
        seams.reads().call(() -> seams.journal().read(partition, tip.sequence()), (entry, failure) -> {
            if (dropped) {
                return;
            }
            if (failure != null) {
                seams.listener()
                        .alarm(partition, "predecessor cannot be read, sequence=" + tip.sequence() + ": " + failure);
                seams.scheduler().schedule(context.retryUnknownMs(), () -> readPredecessor(tip, handler));
            } else if (entry == null || JournalEntryCodec.checksum(entry) != tip.checksum()) {
                handler.anothers("predecessor is gone, sequence=" + tip.sequence());
            } else {
                unchecked = 0;
                handler.mine();
            }
        });
    }
}
