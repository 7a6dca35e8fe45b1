package io.ratinggrid.node.export;

import io.ratinggrid.rating.journal.JournalEntry;

/** Is shown the entries of a journal, one after the other. */
public interface RecordVisitor {
    /** An entry, checked and following the one before; its records may be none. Not kept after the call. */
    void visit(JournalEntry entry);
}
