package io.ratinggrid.node.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.partition.EntryRecords;
import io.ratinggrid.rating.partition.ResultRecord;

/** What the journal holds of single accounts. Blocks while it reads; on any thread but Ignite's own. */
final class JournalRecords {
    private final JournalStore journal;

    JournalRecords(final JournalStore journal) {
        this.journal = journal;
    }

    /** Records of an account in an entry, in order; nothing if the entry is no longer kept. */
    Optional<List<ResultRecord>> of(final int partition, final long sequence, final long account) {
        final byte[] bytes = journal.read(partition, sequence);
        return bytes == null ? Optional.empty() : Optional.of(of(JournalEntryCodec.decode(bytes), account));
    }

    /**
     * A record that an entry of the journal holds.
     *
     * @throws AbsentException       if the entry is no longer kept
     * @throws IllegalStateException if it has no such record
     */
    ResultRecord find(
            final int partition, final long sequence, final long account, final Predicate<ResultRecord> wanted) {
        return of(partition, sequence, account)
                .orElseThrow(() -> new AbsentException("partition=" + partition + " sequence=" + sequence
                        + ": the journal no longer keeps that entry (node.journal-keep-entries)"))
                .stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "partition=" + partition + " sequence=" + sequence + " has no such record"));
    }

    private static List<ResultRecord> of(final JournalEntry entry, final long account) {
        final List<ResultRecord> found = new ArrayList<>();
        final EntryRecords records = new EntryRecords(entry);
        ResultRecord record = new ResultRecord();
        while (records.hasNext()) {
            if (records.next(record).command().account == account) {
                found.addAll(record.split());
                record = new ResultRecord();
            }
        }
        return found;
    }
}
