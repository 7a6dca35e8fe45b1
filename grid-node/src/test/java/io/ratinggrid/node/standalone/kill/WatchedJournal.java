package io.ratinggrid.node.standalone.kill;

import io.ratinggrid.persistence.journal.AppendCallback;
import io.ratinggrid.persistence.journal.AppendOutcome;
import io.ratinggrid.persistence.journal.JournalStore;

/** The journal with the steps before and after a put, and with planted bugs if asked for. */
final class WatchedJournal implements JournalStore {
    private final JournalStore journal;
    private final KillPoints points;
    private final Plant plant;
    private volatile boolean recovering = true;

    WatchedJournal(final JournalStore journal, final KillPoints points, final Plant plant) {
        this.journal = journal;
        this.points = points;
        this.plant = plant;
    }

    /** From now on, reads and appends are not those of a recovery. */
    void recovered() {
        recovering = false;
    }

    @Override
    public void append(final int partition, final long sequence, final byte[] entry, final AppendCallback callback) {
        if (recovering) {
            points.pass(KillStep.DURING_RECOVERY);
        } else if (plant == Plant.ANSWER_BEFORE_COMMIT) {
            answerFirst(partition, sequence, entry, callback);
            return;
        } else {
            points.pass(KillStep.BEFORE_PUT);
        }
        journal.append(partition, sequence, entry, (p, s, outcome) -> {
            if (!recovering) {
                points.pass(KillStep.AFTER_PUT_BEFORE_ANSWER);
            }
            callback.onAppend(p, s, outcome);
        });
    }

    private void answerFirst(
            final int partition, final long sequence, final byte[] entry, final AppendCallback callback) {
        callback.onAppend(partition, sequence, AppendOutcome.MINE);
        final Runnable put = () -> {
            points.pass(KillStep.BEFORE_PUT);
            journal.append(partition, sequence, entry, (p, s, outcome) -> {});
        };
        new Thread(put, "late-put").start();
    }

    @Override
    public boolean putAgain(final int partition, final long sequence, final byte[] entry) {
        points.pass(KillStep.DURING_RECOVERY);
        return journal.putAgain(partition, sequence, entry);
    }

    @Override
    public void remove(final int partition, final long first, final long last) {
        journal.remove(partition, first, last);
    }

    @Override
    public boolean endsWith(final int partition, final long sequence, final byte[] end) {
        return journal.endsWith(partition, sequence, end);
    }

    @Override
    public byte[] readOwnCopy(final int partition, final long sequence) {
        return journal.readOwnCopy(partition, sequence);
    }

    @Override
    public byte[] read(final int partition, final long sequence) {
        if (recovering) {
            points.pass(KillStep.DURING_RECOVERY);
        }
        return journal.read(partition, sequence);
    }
}
