package io.ratinggrid.node.owner;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.command.SourceFile;
import io.ratinggrid.rating.journal.CodeRuns;
import io.ratinggrid.rating.journal.EntryHeader;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.RecordPacker;
import io.ratinggrid.rating.journal.StreamRun;
import io.ratinggrid.rating.partition.PartitionLogic;

/**
 * Carries out commands into one journal entry until it is full, and keeps who is to be answered once it is committed. State
 * and streams are moved on at once; if the entry is not committed, both are dropped.
 */
final class EntryBuilder {
    /** Streams of one entry; their rows stay well below the room that an entry leaves over its records. */
    private static final int MOST_STREAMS = 64;
    /** Left free for what a record holds besides its command: what turning cycles may write (docs/RATING.md), and 16 KiB for the rest. */
    private static final int RECORD_ROOM = 80 * 1024;

    private final OwnerContext context;
    private final PartitionLogic logic;
    private final CodeRuns codes = new CodeRuns();
    private final RecordPacker packer = new RecordPacker();
    private final List<StreamRun> runs = new ArrayList<>();
    private final List<List<SourceFile>> sources = new ArrayList<>();
    private final List<OnlineCommand> online = new ArrayList<>();
    private final List<PendingBatch> batches = new ArrayList<>();
    private long sequence;
    private long timeMs;
    private boolean begun;
    private int commands;
    private int sourceBytes;
    private int mostBytes;

    EntryBuilder(final OwnerContext context, final PartitionLogic logic) {
        this.context = context;
        this.logic = logic;
    }

    /**
     * Empties it for the next entry, which is full with so many bytes of records, or before. The logic hears of the entry with its first
     * command, so never of one without any.
     */
    void begin(final long newSequence, final long newTimeMs, final int newMostBytes) {
        mostBytes = newMostBytes;
        sequence = newSequence;
        timeMs = newTimeMs;
        begun = false;
        commands = 0;
        sourceBytes = 0;
        codes.clear();
        runs.clear();
        sources.clear();
        online.clear();
        batches.clear();
    }

    boolean isEmpty() {
        return !begun;
    }

    long timeMs() {
        return timeMs;
    }

    boolean isFull() {
        return isFullFor(0);
    }

    /** True if a command of so many bytes, kept whole in its record, should wait for the next entry. */
    boolean isFullFor(final int commandBytes) {
        return commands >= context.entryCommands()
                || runs.size() >= MOST_STREAMS
                || recordBytes() >= mostBytes
                || recordBytes() > 0 && recordBytes() + sourceBytes + commandBytes + RECORD_ROOM > context.entryBytes();
    }

    /** Online commands overtake, but leave half of an entry to the streams that are in it. */
    boolean isHalfFull() {
        return isFilledTo(2);
    }

    /** What is due comes first, and leaves most of an entry to what somebody waits for, and to the streams. */
    boolean isQuarterFull() {
        return isFilledTo(4);
    }

    private boolean isFilledTo(final int part) {
        return commands >= Math.max(1, context.entryCommands() / part)
                || recordBytes() >= Math.max(1, mostBytes / part);
    }

    /** True if the entry has a run of the stream already. */
    boolean has(final StreamState stream) {
        return stream.lastSequence() == sequence;
    }

    int commands() {
        return commands;
    }

    /** Takes out whom to answer when the entry is committed: the commands carried out in it. */
    List<OnlineCommand> takeOnline() {
        final List<OnlineCommand> taken = List.copyOf(online);
        online.clear();
        return taken;
    }

    /** Takes out whom to answer when the entry is committed: the batches of which the last command is in it. */
    List<PendingBatch> takeBatches() {
        final List<PendingBatch> taken = List.copyOf(batches);
        batches.clear();
        return taken;
    }

    /** Does what is due first. */
    ResultCode executeDue() {
        beginRecords();
        commands++;
        return logic.executeDue();
    }

    void execute(final OnlineCommand command) {
        beginRecords();
        online.add(command);
        command.execute(logic);
        commands++;
    }

    /** Carries out what is left of a batch, as far as there is room; false if there is none at all. */
    boolean execute(final PendingBatch pending, final StreamState stream) {
        pending.skipTo(stream.lastNumber());
        if (isFullFor(pending.nextLength())) {
            return false;
        }
        beginRecords();
        sourceBytes += pending.sourceBytes();
        final long first = pending.nextNumber();
        while (!pending.isDone() && !isFullFor(pending.nextLength())) {
            codes.add(pending.executeNext(logic));
            commands++;
        }
        final long last = pending.nextNumber() - 1;
        final long chain = pending.isDone() ? pending.batch().checksumAfter() : pending.chainAt(last);
        run(
                stream,
                new StreamRun(
                        stream.id().high(),
                        stream.id().low(),
                        pending.batch().session(),
                        first,
                        last,
                        chain,
                        stream.lastSequence()),
                pending.batch().sources(),
                pending.codes(first, last));
        if (pending.isDone()) {
            batches.add(pending);
        }
        return true;
    }

    /** Journals that a stream is over. */
    void retire(final StreamState stream) {
        beginRecords();
        run(
                stream,
                new StreamRun(
                        stream.id().high(),
                        stream.id().low(),
                        StreamState.RETIRED,
                        stream.lastNumber() + 1,
                        stream.lastNumber(),
                        stream.chain(),
                        stream.lastSequence()),
                List.of(),
                new byte[0]);
    }

    byte[] encode(final EntryHeader header) {
        return JournalEntryCodec.encode(
                header, runs, sources, codes.encoded(), logic.recordCount(), logic.records(), packer);
    }

    private void beginRecords() {
        if (!begun) {
            begun = true;
            logic.beginEntry(sequence, timeMs);
        }
    }

    private int recordBytes() {
        return begun ? logic.records().length() : 0;
    }

    private void run(
            final StreamState stream, final StreamRun run, final List<SourceFile> files, final byte[] runCodes) {
        runs.add(run);
        sources.add(files);
        stream.advance(run, sequence, runCodes);
    }
}
