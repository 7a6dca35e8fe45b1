package io.ratinggrid.rating.journal;

import java.util.List;

/** A decoded entry: a view of its bytes, which must not change, and its records. */
public final class JournalEntry {
    private final byte[] bytes;
    private final EntryHeader header;
    private final List<StreamRun> runs;
    private final int recordCount;
    private final int codeBytes;
    private final byte[] records;
    private final int recordsOffset;
    private final int recordsLength;

    JournalEntry(
            final byte[] bytes,
            final EntryHeader header,
            final List<StreamRun> runs,
            final int recordCount,
            final int codeBytes,
            final byte[] records,
            final int recordsOffset,
            final int recordsLength) {
        this.bytes = bytes;
        this.header = header;
        this.runs = List.copyOf(runs);
        this.recordCount = recordCount;
        this.codeBytes = codeBytes;
        this.records = records;
        this.recordsOffset = recordsOffset;
        this.recordsLength = recordsLength;
    }

    /** As it is kept. */
    public byte[] bytes() {
        return bytes;
    }

    public EntryHeader header() {
        return header;
    }

    public List<StreamRun> runs() {
        return runs;
    }

    public int recordCount() {
        return recordCount;
    }

    /** An array with its records, not packed; {@link #recordsOffset} and {@link #recordsLength} say where. */
    public byte[] records() {
        return records;
    }

    public int recordsOffset() {
        return recordsOffset;
    }

    public int recordsLength() {
        return recordsLength;
    }

    public long checksum() {
        return JournalEntryCodec.checksum(bytes);
    }

    /**
     * The result codes of all streams' commands, one byte each, in the order of the runs.
     *
     * @throws IllegalArgumentException if there is not one for each
     */
    public byte[] codes() {
        int count = 0;
        for (final StreamRun run : runs) {
            count += run.count();
        }
        return CodeRuns.expand(bytes, codesOffset(), codeBytes, count);
    }

    private int codesOffset() {
        return JournalEntryCodec.HEADER_BYTES + runs.size() * JournalEntryCodec.RUN_BYTES;
    }
}
