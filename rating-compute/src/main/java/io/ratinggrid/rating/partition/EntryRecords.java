package io.ratinggrid.rating.partition;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.journal.JournalEntry;

/** The records of a journal entry, in order; each knows the name of its source file if the entry does. One thread. */
public final class EntryRecords {
    private final JournalEntry entry;
    private final ByteSource source = new ByteSource();
    private int index;

    public EntryRecords(final JournalEntry entry) {
        this.entry = entry;
        source.wrap(entry.records(), entry.recordsOffset(), entry.recordsLength());
    }

    public boolean hasNext() {
        return source.remaining() > 0;
    }

    /** Decodes the next one into {@code record}, which it returns. */
    public ResultRecord next(final ResultRecord record) {
        record.decode(source);
        record.source(entry.sourceOf(index++, record.command().sourceFile));
        return record;
    }
}
