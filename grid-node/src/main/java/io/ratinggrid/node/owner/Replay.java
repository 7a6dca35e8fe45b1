package io.ratinggrid.node.owner;

import io.ratinggrid.node.image.Manifest;
import io.ratinggrid.node.owner.RecoveredPartition.Replayed;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.JournalTip;
import io.ratinggrid.rating.partition.PartitionLogic;

/** A partition while it is made: what its images hold, and of its journal entry after entry behind them. Not thread-safe. */
final class Replay {
    private final int partition;
    private final long gridEpoch;
    private final PartitionLogic logic;
    private final StreamTable streams = new StreamTable();
    private final long[] chunkSequences;
    /** What the newest manifest that was read says of each chunk, which its image may be older than. */
    private final long[] claimed;

    private JournalTip tip = JournalTip.START;
    private long imagedTo;
    private long keptFrom;
    private long next;
    private int entries;
    private long bytes;

    Replay(final int partition, final long gridEpoch, final PartitionLogic logic) {
        this.partition = partition;
        this.gridEpoch = gridEpoch;
        this.logic = logic;
        chunkSequences = new long[logic.chunks()];
        claimed = new long[logic.chunks()];
    }

    PartitionLogic logic() {
        return logic;
    }

    /** What the images hold, which are in the logic already. */
    void load(final ImageLoader.Loaded loaded) {
        loaded.manifest().ifPresent(manifest -> {
            streams.load(manifest.streams());
            tip = manifest.tip();
            imagedTo = tip.sequence();
            keptFrom = manifest.keptFrom();
            System.arraycopy(manifest.chunkSequences(), 0, claimed, 0, claimed.length);
        });
        System.arraycopy(loaded.chunkSequences(), 0, chunkSequences, 0, chunkSequences.length);
        next = loaded.from() + 1;
    }

    /** The last entry that is in it, or, while images hold more than was replayed, that is in them. */
    JournalTip tip() {
        return tip;
    }

    /** The entry that is wanted next. */
    long next() {
        return next;
    }

    /** True while entries are missing that the manifest counts among what images hold: some chunk is older than it says. */
    boolean isBehindImages() {
        return next <= tip.sequence();
    }

    /** How many entries were applied. */
    int entries() {
        return entries;
    }

    /**
     * Applies the next entry.
     *
     * @throws IllegalArgumentException if it is not that
     */
    void apply(final JournalEntry entry) {
        if (entry.header().partition() != partition
                || entry.header().sequence() != next
                || entry.header().gridEpoch() > gridEpoch) {
            throw new IllegalArgumentException("entry is not of this grid: partition=" + partition + " sequence=" + next
                    + " gridEpoch=" + gridEpoch + " entry=" + entry.header());
        }
        if (next > tip.sequence()) {
            tip = tip.follow(entry);
            streams.apply(entry);
        }
        logic.apply(next, entry.header().timeMs(), entry.records(), entry.recordsOffset(), entry.recordsLength());
        next++;
        entries++;
        bytes += JournalEntryCodec.unpackedLength(entry.bytes());
    }

    /**
     * Images that another has written since: what they hold need not be written again, nor replayed. What was said of a chunk before is not believed,
     * for its image was read, and may be older: a put of one that is no longer the owner may have come late.
     */
    void imaged(final Manifest newest) {
        final long[] sequences = newest.chunkSequences();
        for (int chunk = 0; chunk < chunkSequences.length; chunk++) {
            if (sequences[chunk] > claimed[chunk]) {
                claimed[chunk] = sequences[chunk];
                chunkSequences[chunk] = Math.max(chunkSequences[chunk], sequences[chunk]);
                logic.imaged(chunk, sequences[chunk]);
            }
        }
        final long since = Math.max(1, tip.sequence() - imagedTo);
        final long behind = tip.sequence() - newest.tip().sequence();
        if (behind < entries) {
            entries = (int) behind;
            bytes = bytes * behind / since;
        }
        keptFrom = Math.max(keptFrom, newest.keptFrom());
    }

    /**
     * What was made. An image that is newer than any manifest says was put in a round that never ended, perhaps by one who died over it: then
     * not every copy of now need have it, and it is written again.
     */
    RecoveredPartition recovered() {
        for (int chunk = 0; chunk < chunkSequences.length; chunk++) {
            if (chunkSequences[chunk] > claimed[chunk]) {
                chunkSequences[chunk] = claimed[chunk];
                logic.outdated(chunk, claimed[chunk]);
            }
        }
        return new RecoveredPartition(logic, streams, tip, chunkSequences, keptFrom, new Replayed(entries, bytes));
    }
}
