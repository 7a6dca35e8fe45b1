package io.ratinggrid.perf.journal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.journal.EntryKind;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.JournalTip;
import io.ratinggrid.rating.journal.StreamRun;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.ResultRecord;

/**
 * Goes through the journal of one partition from its first entry on: the chain must be whole, each stream's numbers without gap or
 * repeat, and a new engine that carries out the same commands must make the same records, byte by byte. One thread.
 */
public final class EntryReplay {
    private final int partition;
    private final PartitionEngine engine;
    private final Problems problems;
    private final Map<String, Long> streams = new HashMap<>();
    /** By stream; the last of all says that the stream is over. */
    private final Map<String, Long> sessions = new HashMap<>();

    private final ByteSource source = new ByteSource();
    private final ByteSource rawSource = new ByteSource();
    private final ResultRecord record = new ResultRecord();
    private JournalTip tip = JournalTip.START;
    private long records;
    private long openings;
    private long retirements;

    /** {@code engine}: new, with catalogs and settings of those that made the journal. */
    public EntryReplay(final int partition, final PartitionEngine engine, final Problems problems) {
        this.partition = partition;
        this.engine = engine;
        this.problems = problems;
    }

    /**
     * Goes through the next entries in order.
     *
     * @param shown each record, once the engine has carried out its command
     * @param done  each entry after its last record
     */
    public void replay(
            final Map<Long, byte[]> entries, final Consumer<JournalRecord> shown, final Consumer<JournalEntry> done) {
        for (final Map.Entry<Long, byte[]> stored : entries.entrySet()) {
            try {
                final JournalEntry entry = JournalEntryCodec.decode(stored.getValue());
                if (stored.getKey() != entry.header().sequence()
                        || entry.header().partition() != partition) {
                    throw new IllegalArgumentException("entry of another place: " + entry.header());
                }
                if (tip.sequence() == 0 && entry.header().kind() != EntryKind.OPENING) {
                    problems.add("no opening entry", "partition=" + partition + " begins with " + entry.header());
                }
                openings += entry.header().kind() == EntryKind.OPENING ? 1 : 0;
                tip = tip.follow(entry);
                entry.runs().forEach(this::follow);
                execute(entry, shown);
                done.accept(entry);
            } catch (final RuntimeException e) {
                problems.add("journal", "partition=" + partition + " sequence=" + stored.getKey() + " " + e);
                return;
            }
        }
    }

    private void follow(final StreamRun run) {
        final String stream = Long.toHexString(run.streamHigh()) + Long.toHexString(run.streamLow());
        final long last = streams.getOrDefault(stream, 0L);
        if (run.firstNumber() != last + 1) {
            problems.add(
                    run.firstNumber() <= last ? "stream repeated" : "stream gap",
                    "partition=" + partition + " after sequence=" + (tip.sequence() - 1) + " stream=" + stream
                            + " last=" + last + " then=" + run.firstNumber());
        }
        streams.put(stream, run.lastNumber());
        final Long session = sessions.put(stream, run.session());
        if (session != null && session > run.session()) {
            problems.add(
                    "stream not fenced",
                    "partition=" + partition + " after sequence=" + (tip.sequence() - 1) + " stream=" + stream
                            + " session=" + session + " then=" + run.session());
        }
        retirements += run.session() == Long.MAX_VALUE ? 1 : 0;
    }

    private void execute(final JournalEntry entry, final Consumer<JournalRecord> shown) {
        engine.beginEntry(entry.header().sequence(), entry.header().timeMs());
        final byte[] bytes = entry.records();
        source.wrap(bytes, entry.recordsOffset(), entry.recordsLength());
        int count = 0;
        while (source.remaining() > 0) {
            final int at = source.position();
            record.decode(source);
            rawSource.wrap(bytes, at, source.position() - at).getByte();
            final int length = (int) rawSource.getVar();
            final ResultCode code = engine.execute(bytes, rawSource.position(), length);
            if (code != record.code()) {
                problems.add(
                        "result",
                        "partition=" + partition + " journal=" + record.code() + " replayed=" + code + " "
                                + record.command().type);
            }
            shown.accept(new JournalRecord(
                    partition,
                    entry.header().sequence(),
                    record.code(),
                    record.command(),
                    entry.sourceOf(count, record.command().sourceFile)));
            count++;
        }
        records += count;
        if (count != entry.recordCount() || !isMadeAgain(entry)) {
            problems.add(
                    "records", "partition=" + partition + " sequence=" + tip.sequence() + " are others in a replay");
        }
    }

    private boolean isMadeAgain(final JournalEntry entry) {
        final ByteSink made = engine.records();
        final int from = entry.recordsOffset();
        return Arrays.equals(entry.records(), from, from + entry.recordsLength(), made.bytes(), 0, made.length());
    }

    /** The effects of the record that was shown last. */
    public ByteSource effects(final ByteSource effects) {
        return record.effects(effects);
    }

    /** State after the last entry. */
    public PartitionEngine engine() {
        return engine;
    }

    /** After the last entry. */
    public JournalTip tip() {
        return tip;
    }

    public long records() {
        return records;
    }

    /** Streams that were over here. */
    public long retirements() {
        return retirements;
    }

    /** Entries by which an owner said that it is one. */
    public long openings() {
        return openings;
    }
}
