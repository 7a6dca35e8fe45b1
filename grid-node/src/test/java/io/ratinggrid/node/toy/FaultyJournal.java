package io.ratinggrid.node.toy;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

import io.ratinggrid.persistence.journal.AppendCallback;
import io.ratinggrid.persistence.journal.AppendOutcome;
import io.ratinggrid.persistence.journal.JournalStore;

/** A journal whose next appends go as told; without orders it is the one behind it. */
public final class FaultyJournal implements JournalStore {
    /** How an append goes. */
    public enum Fault {
        NONE,
        /** Unknown, though it stands. */
        UNKNOWN_BUT_DONE,
        /** Unknown, and it does not stand. */
        UNKNOWN_AND_LOST,
        /** Its own, but in a copy that is thrown away at once. */
        MINE_AND_LOST
    }

    private final JournalStore journal;
    private final Queue<Fault> faults = new ArrayDeque<>();
    private final Map<String, byte[]> removed = new HashMap<>();
    private int appends;
    private int reads;
    private int failingReads;
    private int failingRemovals;
    private int failingPuts;
    private int putsAgain;
    private int damagedReads;
    private int damagedCopies;
    private boolean forgetful;

    public FaultyJournal(final JournalStore journal) {
        this.journal = journal;
    }

    public void next(final Fault fault) {
        faults.add(fault);
    }

    /** The next reads throw. */
    public void failReads(final int reads) {
        failingReads = reads;
    }

    /** The next entries that are put again throw. */
    public void failPutsAgain(final int puts) {
        failingPuts = puts;
    }

    /** The next removals throw. */
    public void failRemovals(final int removals) {
        failingRemovals = removals;
    }

    /** The next reads that find something find it harmed. */
    public void damageReads(final int reads) {
        damagedReads = reads;
    }

    /** The next reads of the own copy that find something find it harmed. */
    public void damageCopies(final int reads) {
        damagedCopies = reads;
    }

    /** From now on, what is read is not there. */
    public void forget() {
        forgetful = true;
    }

    /** What is read is there again. */
    public void remember() {
        forgetful = false;
    }

    public int appends() {
        return appends;
    }

    /** How many entries were put once more where they stood. */
    public int putsAgain() {
        return putsAgain;
    }

    public int reads() {
        return reads;
    }

    @Override
    public void append(final int partition, final long sequence, final byte[] entry, final AppendCallback callback) {
        appends++;
        final Fault fault = faults.isEmpty() ? Fault.NONE : faults.remove();
        switch (fault) {
            case NONE -> journal.append(partition, sequence, entry, callback);
            case UNKNOWN_BUT_DONE ->
                journal.append(
                        partition, sequence, entry, (p, s, done) -> callback.onAppend(p, s, AppendOutcome.UNKNOWN));
            case UNKNOWN_AND_LOST -> callback.onAppend(partition, sequence, AppendOutcome.UNKNOWN);
            case MINE_AND_LOST -> callback.onAppend(partition, sequence, AppendOutcome.MINE);
        }
    }

    @Override
    public void remove(final int partition, final long first, final long last) {
        if (failingRemovals > 0) {
            failingRemovals--;
            throw new IllegalStateException("told to fail");
        }
        for (long sequence = first; sequence <= last; sequence++) {
            final byte[] entry = journal.read(partition, sequence);
            if (entry != null) {
                removed.putIfAbsent(partition + "/" + sequence, entry);
            }
        }
        journal.remove(partition, first, last);
    }

    /** What was appended there first, also if it was removed since; null if nothing was. */
    public byte[] readAlsoRemoved(final int partition, final long sequence) {
        final byte[] entry = removed.get(partition + "/" + sequence);
        return entry == null ? journal.read(partition, sequence) : entry;
    }

    @Override
    public boolean putAgain(final int partition, final long sequence, final byte[] entry) {
        if (failingPuts > 0) {
            failingPuts--;
            throw new IllegalStateException("told to fail");
        }
        putsAgain++;
        return !forgetful && journal.putAgain(partition, sequence, entry);
    }

    @Override
    public byte[] readOwnCopy(final int partition, final long sequence) {
        final byte[] entry = journal.readOwnCopy(partition, sequence);
        if (entry != null && damagedCopies > 0) {
            damagedCopies--;
            entry[entry.length / 2]++;
        }
        return entry;
    }

    @Override
    public byte[] read(final int partition, final long sequence) {
        reads++;
        if (failingReads > 0) {
            failingReads--;
            throw new IllegalStateException("told to fail");
        }
        final byte[] entry = forgetful ? null : journal.read(partition, sequence);
        if (entry != null && damagedReads > 0) {
            damagedReads--;
            entry[entry.length / 2]++;
        }
        return entry;
    }
}
