package io.ratinggrid.node.export;

import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.JournalTip;

/**
 * Walks a journal from its first entry: partition by partition, in order of sequence, one entry in memory at a time. Entries
 * that are committed meanwhile may or may not be seen. Blocks while it reads; any thread but those that step owners.
 */
public final class JournalReader {
    private final JournalStore journal;
    private final int partitions;

    public JournalReader(final JournalStore journal, final int partitions) {
        this.journal = journal;
        this.partitions = partitions;
    }

    /**
     * Shows all entries of all partitions; returns how many.
     *
     * @throws IllegalArgumentException if an entry is damaged or does not follow the one before
     */
    public long readAll(final RecordVisitor visitor) {
        long entries = 0;
        for (int partition = 0; partition < partitions; partition++) {
            entries += read(partition, JournalTip.START, visitor).sequence();
        }
        return entries;
    }

    /** Shows the entries of one partition after {@code tip}; returns the tip of the last, to go on from later. */
    public JournalTip read(final int partition, final JournalTip tip, final RecordVisitor visitor) {
        JournalTip last = tip;
        for (byte[] bytes = journal.read(partition, last.sequence() + 1);
                bytes != null;
                bytes = journal.read(partition, last.sequence() + 1)) {
            final JournalEntry entry = JournalEntryCodec.decode(bytes);
            if (entry.header().partition() != partition) {
                throw new IllegalArgumentException(
                        "entry is of another partition: " + entry.header() + " at partition=" + partition);
            }
            last = last.follow(entry);
            visitor.visit(entry);
        }
        return last;
    }
}
