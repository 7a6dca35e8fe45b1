package io.ratinggrid.perf.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.ratinggrid.perf.journal.EntryReplay;
import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.reference.AccountFigures;
import io.ratinggrid.rating.reference.FastEngine;
import io.ratinggrid.rating.reference.ReferenceEngine;

/**
 * The journal of one partition carried out again: {@link EntryReplay}, and what its accounts come to. For some partitions the exact
 * reference carries it out as well. One thread.
 */
public final class PartitionReplay {
    private final int partition;
    private final Problems problems;
    private final EntryReplay entries;
    private final FastEngine figures;
    private final ReferenceEngine reference;
    private final boolean referred;

    private final ByteSource effectSource = new ByteSource();
    private final Effect effect = new Effect();
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
        entries = new EntryReplay(partition, new PartitionEngine(book, settings), problems);
        figures = new FastEngine(models, entries.engine());
    }

    /** Documents so far that were to get a number. */
    public long numbersAsked() {
        return numbersAsked;
    }

    /** Goes through the next entries in order; each record is shown. */
    public void replay(final Map<Long, byte[]> next, final Consumer<JournalRecord> shown) {
        entries.replay(
                next,
                record -> {
                    countNumbers();
                    refer(record);
                    shown.accept(record);
                },
                this::read);
    }

    private void countNumbers() {
        final ByteSource effects = entries.effects(effectSource);
        while (effects.remaining() > 0) {
            numbersAsked += effect.decode(effects).kind() == EffectKind.NUMBER_ASKED ? 1 : 0;
        }
    }

    private void read(final JournalEntry entry) {
        final int from = entry.recordsOffset();
        final byte[] journaled = Arrays.copyOfRange(entry.records(), from, from + entry.recordsLength());
        figures.read(journaled, 0, journaled.length);
    }

    private void refer(final JournalRecord record) {
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
        return entries.engine();
    }

    public long entries() {
        return entries.tip().sequence();
    }

    public long records() {
        return entries.records();
    }

    /** Streams that were over here. */
    public long retirements() {
        return entries.retirements();
    }

    /** Entries by which an owner said that it is one. */
    public long openings() {
        return entries.openings();
    }
}
