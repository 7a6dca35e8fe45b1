package io.ratinggrid.perf.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.journal.EntryHeader;
import io.ratinggrid.rating.journal.EntryKind;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import org.junit.jupiter.api.Test;

/** What copies of a partition may not be. */
final class StoredGridTest {
    private final Problems problems = new Problems();

    @Test
    void shouldFindCopiesThatDiffer() {
        final SortedMap<Long, byte[]> shorter = copy(EntryKind.OPENING, EntryKind.BATCH);
        final SortedMap<Long, byte[]> longer = copy(EntryKind.OPENING, EntryKind.BATCH, EntryKind.OPENING);
        StoredGrid.compare(5, shorter, longer, problems);
        assertEquals(List.of(), problems.texts());

        shorter.get(2L)[0]++;
        longer.putAll(copy(EntryKind.OPENING, EntryKind.BATCH, EntryKind.OPENING, EntryKind.BATCH));
        StoredGrid.compare(5, shorter, longer, problems);
        assertEquals(
                List.of("copies: partition=5 sequence=2 differs", "copies: partition=5 sequence=4 differs"),
                problems.texts());
    }

    private static SortedMap<Long, byte[]> copy(final EntryKind... kinds) {
        final SortedMap<Long, byte[]> entries = new TreeMap<>();
        for (long sequence = 1; sequence <= kinds.length; sequence++) {
            final EntryHeader header = new EntryHeader(kinds[(int) sequence - 1], 5, sequence, 1, 1, 7, 0, 1);
            entries.put(sequence, JournalEntryCodec.encode(header, List.of(), new ByteSink(1), 0, new ByteSink(1)));
        }
        return entries;
    }
}
