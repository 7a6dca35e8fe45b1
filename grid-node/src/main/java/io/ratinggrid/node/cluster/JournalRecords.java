package io.ratinggrid.node.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.ratinggrid.node.output.RecordTrace;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.partition.EntryRecords;
import io.ratinggrid.rating.partition.ResultRecord;

/** What the journal holds of single accounts. Blocks while it reads; on any thread but Ignite's own. */
final class JournalRecords {
    /** Entries that are read back for one answer at most. */
    private static final int MOST_ENTRIES = 500;
    /** After so many records that belong to a trace an answer reads no further entry. */
    private static final int ENOUGH_RECORDS = 200;

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

    /** Reads for a trace, as far as one answer goes: entries before a sequence; 0: from the one that it begins with. */
    void readBack(final int partition, final long account, final RecordTrace trace, final long before) {
        final long last = before == 0 ? trace.said() : Math.min(trace.said(), before - 1);
        final long first = Math.max(1, last - MOST_ENTRIES + 1);
        long sequence = last;
        while (sequence >= first
                && trace.size() < ENOUGH_RECORDS
                && trace.add(sequence, of(partition, sequence, account))) {
            sequence--;
        }
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
