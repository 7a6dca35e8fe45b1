package io.ratinggrid.perf.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.journal.EntryKind;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.JournalTip;
import io.ratinggrid.rating.journal.StreamRun;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.partition.ResultRecord;
import io.ratinggrid.rating.reference.AccountFigures;
import io.ratinggrid.rating.reference.FastEngine;
import io.ratinggrid.rating.reference.ReferenceEngine;

/**
 * Goes through the journal of one partition from its first entry on: the chain must be whole, each stream's numbers without gap or
 * repeat, and a new engine that carries out the same commands must make the same records, byte by byte. For some partitions the
 * exact reference carries them out as well. One thread.
 */
public final class PartitionReplay {
    private final int partition;
    private final Problems problems;
    private final PartitionEngine engine;
    private final FastEngine figures;
    private final ReferenceEngine reference;
    private final boolean referred;
    private final Map<String, Long> streams = new HashMap<>();
    /** By stream; the last of all says that the stream is over. */
    private final Map<String, Long> sessions = new HashMap<>();

    private final ByteSource source = new ByteSource();
    private final ByteSource rawSource = new ByteSource();
    private final ByteSource effectSource = new ByteSource();
    private final Effect effect = new Effect();
    private final ResultRecord record = new ResultRecord();
    private JournalTip tip = JournalTip.START;
    private long records;
    private long openings;
    private long retirements;
    private long numbersAsked;

    /** {@code referred}: whether the reference carries out what this partition has; {@code settings}: of the engines that made the journal. */
    public PartitionReplay(
            final int partition,
            final List<CatalogModel> models,
            final CatalogBook book,
            final ReferenceEngine reference,
            final boolean referred,
            final PartitionSettings settings,
            final Problems problems) {
        this.partition = partition;
        this.reference = reference;
        this.referred = referred;
        this.problems = problems;
        engine = new PartitionEngine(book, settings);
        figures = new FastEngine(models, engine);
    }

    /** Documents so far that were to get a number. */
    public long numbersAsked() {
        return numbersAsked;
    }

    /** Goes through the next entries in order; each record is shown. */
    public void replay(final Map<Long, byte[]> entries, final Consumer<JournalRecord> shown) {
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

    private void countNumbers() {
        final ByteSource effects = record.effects(effectSource);
        while (effects.remaining() > 0) {
            numbersAsked += effect.decode(effects).kind() == EffectKind.NUMBER_ASKED ? 1 : 0;
        }
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
            countNumbers();
            refer();
            shown.accept(new JournalRecord(
                    partition,
                    entry.header().sequence(),
                    record.code(),
                    record.command(),
                    entry.sourceOf(count, record.command().sourceFile)));
            count++;
        }
        records += count;
        final byte[] journaled =
                Arrays.copyOfRange(bytes, entry.recordsOffset(), entry.recordsOffset() + entry.recordsLength());
        if (count != entry.recordCount()
                || !Arrays.equals(journaled, engine.records().copy())) {
            problems.add(
                    "records", "partition=" + partition + " sequence=" + tip.sequence() + " are others in a replay");
        }
        figures.read(journaled, 0, journaled.length);
    }

    private void refer() {
        if (referred && record.command().type != CommandType.PUBLISH_CATALOG) {
            final ResultCode code = reference.execute(record.command());
            if (code != record.code()) {
                problems.add(
                        "reference",
                        "partition=" + partition + " journal=" + record.code() + " reference=" + code + " "
                                + record.command().type + " id="
                                + new String(record.command().id(), StandardCharsets.UTF_8));
            }
        }
    }

    /** Compares accounts with the reference, and their books: granted = spent + remaining. */
    public void checkAccounts(final List<String> accounts) {
        for (final String account : accounts) {
            final List<String> wrong = new ArrayList<>();
            final var found = figures.figures(account);
            if (found.isEmpty()) {
                problems.add("account", account + " is not open");
                continue;
            }
            if (referred) {
                reference
                        .figures(account)
                        .ifPresentOrElse(
                                figure -> wrong.addAll(figure.differences(found.get())),
                                () -> wrong.add("is not open in the reference"));
            }
            wrong.addAll(figures.imbalances(account));
            wrong.forEach(text -> problems.add("account", account + " " + text));
        }
    }

    /** How many documents an account has been sent. */
    public int documents(final String account) {
        return figures(account).map(found -> found.documents().size()).orElse(0);
    }

    /** What an account has come to; nothing if it is not open. */
    public Optional<AccountFigures> figures(final String account) {
        return figures.figures(account);
    }

    /** State after the last entry. */
    public PartitionEngine engine() {
        return engine;
    }

    public long entries() {
        return tip.sequence();
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
