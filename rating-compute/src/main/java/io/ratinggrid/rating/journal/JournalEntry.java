package io.ratinggrid.rating.journal;

import java.util.List;

import io.ratinggrid.rating.command.SourceFile;
import io.ratinggrid.rating.command.SourceFiles;

/** A decoded entry: a view of its bytes, which must not change, and its records. */
public final class JournalEntry {
    private final byte[] bytes;
    private final EntryHeader header;
    private final List<StreamRun> runs;
    private final List<List<SourceFile>> sources;
    private final int recordCount;
    private final int codeBytes;
    private final byte[] records;
    private final int recordsOffset;
    private final int recordsLength;

    JournalEntry(
            final byte[] bytes,
            final EntryHeader header,
            final List<StreamRun> runs,
            final List<List<SourceFile>> sources,
            final int recordCount,
            final int codeBytes,
            final byte[] records,
            final int recordsOffset,
            final int recordsLength) {
        this.bytes = bytes;
        this.header = header;
        this.runs = List.copyOf(runs);
        this.sources = List.copyOf(sources);
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

    /** Of each run, the files that its commands came from; nothing if the entry names none. */
    public List<List<SourceFile>> sources() {
        return sources;
    }

    /**
     * Name of the file that a record's command came from.
     *
     * @param index of the record in the entry, from 0
     * @param file  number of the file at the gateway that sent the command, 0: none
     * @return empty if the entry does not say
     */
    public String sourceOf(final int index, final int file) {
        if (sources.isEmpty() || file == 0) {
            return "";
        }
        int next = recordCount - commands();
        for (int run = 0; run < runs.size(); run++) {
            final int first = next;
            next += runs.get(run).count();
            if (index >= first && index < next) {
                return SourceFiles.nameOf(sources.get(run), file);
            }
        }
        return "";
    }

    /** How many commands of streams it has; their records are the last ones, in the order of the runs. */
    private int commands() {
        int count = 0;
        for (final StreamRun run : runs) {
            count += run.count();
        }
        return count;
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
        return CodeRuns.expand(bytes, codesOffset(), codeBytes, commands());
    }

    private int codesOffset() {
        return JournalEntryCodec.HEADER_BYTES + runs.size() * JournalEntryCodec.RUN_BYTES;
    }
}
