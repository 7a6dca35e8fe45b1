package io.ratinggrid.node.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.net.AskRoute;
import io.ratinggrid.node.output.AccountText;
import io.ratinggrid.node.output.EstimateText;
import io.ratinggrid.node.output.IdentityText;
import io.ratinggrid.node.output.InvoiceText;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.ResultRecord;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import io.ratinggrid.rating.wire.FrameCodec;
import io.ratinggrid.rating.wire.PartitionBatch;

/** Answers what is asked of the partitions that this node owns. Answers come on rating threads, refusals at once. */
final class LocalAsks implements AskRoute {
    /** Room in a frame for everything of an answer but its text. */
    private static final int MOST_TEXT_BYTES = FrameCodec.MOST_BYTES - 1_024;

    private final Grid grid;
    private final JournalStore journal;
    private final CatalogCopies catalogs;
    private final Executor reads;
    private final int retryAfterMs;

    /** {@code reads} runs what reads the journal, which blocks; it may refuse. */
    LocalAsks(
            final Grid grid,
            final JournalStore journal,
            final CatalogCopies catalogs,
            final Executor reads,
            final int retryAfterMs) {
        this.grid = grid;
        this.journal = journal;
        this.catalogs = catalogs;
        this.reads = reads;
        this.retryAfterMs = retryAfterMs;
    }

    @Override
    public void ask(final Ask ask, final Consumer<AskAnswer> handler) {
        if (CatalogCopies.isAboutCatalogs(ask)) {
            aside(ask, handler, () -> handler.accept(catalogs.answer(ask)));
            return;
        }
        final String objection = objection(ask);
        if (!objection.isEmpty()) {
            handler.accept(AskAnswer.failed(ask, objection));
        } else if (ask.isCommand()) {
            grid.submit(ask.partition(), ask.command(), answer -> handler.accept(AskAnswers.ofCommand(ask, answer)));
        } else {
            answer(ask, handler);
        }
    }

    private void answer(final Ask ask, final Consumer<AskAnswer> handler) {
        final long key = AccountKey.of(ask.account());
        switch (ask.question()) {
            case Ask.ACCOUNT -> query(ask, engine -> AccountText.of(engine, key), handler);
            case Ask.ESTIMATE -> query(ask, engine -> EstimateText.of(engine, key), handler);
            case Ask.IDENTITY -> query(ask, engine -> IdentityText.of(engine, key, ask.text()), handler);
            case Ask.UNBILLED -> query(ask, engine -> AccountText.unbilled(engine, key), handler);
            case Ask.USAGE -> query(ask, engine -> AccountText.usage(engine, key), handler);
            case Ask.SUBSCRIPTIONS -> query(ask, engine -> AccountText.subscriptions(engine, key), handler);
            case Ask.INVOICES -> query(ask, engine -> InvoiceText.list(engine, key, timeMs(ask.text())), handler);
            case Ask.INVOICE -> invoice(ask, key, handler);
            case Ask.EXPLAIN -> explain(ask, key, handler);
            default ->
                handler.accept(
                        AskAnswer.failed(ask, "question=" + ask.question() + " is none that this node can answer"));
        }
    }

    /** What would harm a partition must not come there. Empty: nothing. */
    private String objection(final Ask ask) {
        if (ask.partition() < 0 || ask.partition() >= grid.partitions()) {
            return "partition=" + ask.partition() + " the grid has partitions=" + grid.partitions();
        }
        if (!ask.isCommand()) {
            return belongs(AccountKey.of(ask.account()), ask);
        }
        if (ask.command().length > PartitionBatch.MOST_BYTES) {
            return "commandBytes=" + ask.command().length + " most=" + PartitionBatch.MOST_BYTES;
        }
        final Command command = new Command();
        try {
            CommandCodec.decode(new ByteSource().wrap(ask.command(), 0, ask.command().length), command);
        } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
            return "the command cannot be read: " + e.getMessage();
        }
        return command.type == CommandType.PUBLISH_CATALOG ? "" : belongs(command.account, ask);
    }

    private String belongs(final long account, final Ask ask) {
        final int partition = AccountKey.partition(account, grid.partitions());
        return partition == ask.partition()
                ? ""
                : "partition=" + ask.partition() + " but the account is in partition=" + partition + " of partitions="
                        + grid.partitions();
    }

    private void query(final Ask ask, final Function<PartitionEngine, String> read, final Consumer<AskAnswer> handler) {
        grid.query(
                ask.partition(),
                ask.atLeast(),
                logic -> read.apply((PartitionEngine) logic),
                answer -> handler.accept(
                        answer.outcome() == Answer.Outcome.GIVEN
                                ? given(ask, answer.sequence(), answer.value())
                                : AskAnswers.refused(ask, answer)));
    }

    private static AskAnswer given(final Ask ask, final long sequence, final String text) {
        return text.length() * 3L > MOST_TEXT_BYTES && text.getBytes(StandardCharsets.UTF_8).length > MOST_TEXT_BYTES
                ? AskAnswer.failed(ask, "the answer has characters=" + text.length() + ", too many to be sent")
                : AskAnswer.given(ask, sequence, text);
    }

    private void explain(final Ask ask, final long key, final Consumer<AskAnswer> handler) {
        final int end = ask.text().indexOf('\n');
        if (end < 0) {
            handler.accept(AskAnswer.failed(ask, "the question must name origin, line feed, id"));
            return;
        }
        final String origin = ask.text().substring(0, end);
        final byte[] id = ask.text().substring(end + 1).getBytes(StandardCharsets.UTF_8);
        final int symbol = origin.isEmpty() ? 0 : Symbol.of(origin);
        fromJournal(
                ask,
                handler,
                engine -> engine.sequenceOf(key, symbol, id),
                candidate -> isOf(candidate, key, symbol, id),
                (engine, record) -> AccountText.explained(engine, record, origin));
    }

    private void invoice(final Ask ask, final long key, final Consumer<AskAnswer> handler) {
        final String[] question = ask.text().split("\n", -1);
        final long number = question.length == 2 && question[1].matches("[0-9]{1,9}") ? Long.parseLong(question[1]) : 0;
        if (number == 0) {
            handler.accept(AskAnswer.failed(ask, "the question must name a time or nothing, line feed, number"));
            return;
        }
        fromJournal(
                ask,
                handler,
                engine -> InvoiceText.sequence(engine, key, number),
                candidate -> candidate.command().account == key && issues(candidate, number),
                (engine, record) -> InvoiceText.one(engine, record, number, timeMs(question[0])));
    }

    /**
     * First in which entry it is, 0 if in none, then the record of that entry, which is read aside, then its words, which only the
     * partition knows.
     */
    private void fromJournal(
            final Ask ask,
            final Consumer<AskAnswer> handler,
            final ToLongFunction<PartitionEngine> sequence,
            final Predicate<ResultRecord> wanted,
            final BiFunction<PartitionEngine, ResultRecord, String> words) {
        grid.query(ask.partition(), ask.atLeast(), logic -> sequence.applyAsLong((PartitionEngine) logic), answer -> {
            if (answer.outcome() != Answer.Outcome.GIVEN) {
                handler.accept(AskAnswers.refused(ask, answer));
            } else if (answer.value() == 0) {
                handler.accept(AskAnswer.given(ask, answer.sequence(), ""));
            } else {
                aside(ask, handler, () -> {
                    final ResultRecord record = read(ask.partition(), answer.value(), wanted);
                    query(ask, engine -> words.apply(engine, record), handler);
                });
            }
        });
    }

    private static boolean issues(final ResultRecord record, final long number) {
        final ByteSource source = new ByteSource();
        final Effect effect = new Effect();
        record.effects(source);
        while (source.remaining() > 0) {
            if (effect.decode(source).kind() == EffectKind.DOCUMENT_ISSUED && effect.field(1) == number) {
                return true;
            }
        }
        return false;
    }

    private static long timeMs(final String text) {
        return text.isEmpty() ? 0 : Instant.parse(text).toEpochMilli();
    }

    private void aside(final Ask ask, final Consumer<AskAnswer> handler, final Runnable step) {
        try {
            reads.execute(() -> {
                try {
                    step.run();
                } catch (final RuntimeException e) {
                    handler.accept(AskAnswer.failed(ask, "it cannot be read: " + e.getMessage()));
                }
            });
        } catch (final RejectedExecutionException e) {
            handler.accept(AskAnswer.refused(ask, AskAnswer.Outcome.BUSY, retryAfterMs));
        }
    }

    private static boolean isOf(final ResultRecord record, final long account, final int origin, final byte[] id) {
        final Command command = record.command();
        return command.account == account
                && command.origin == origin
                && Arrays.equals(command.id, 0, command.idLength, id, 0, id.length)
                && record.code().kind() == ResultCode.Kind.RATED;
    }

    private ResultRecord read(final int partition, final long sequence, final Predicate<ResultRecord> wanted) {
        final byte[] bytes = journal.read(partition, sequence);
        if (bytes == null) {
            throw new IllegalStateException(
                    "partition=" + partition + " sequence=" + sequence + " is not there, or no longer kept");
        }
        final JournalEntry entry = JournalEntryCodec.decode(bytes);
        final ResultRecord record = new ResultRecord();
        final ByteSource source = new ByteSource().wrap(entry.bytes(), entry.recordsOffset(), entry.recordsLength());
        while (source.remaining() > 0) {
            if (wanted.test(record.decode(source))) {
                return record;
            }
        }
        throw new IllegalStateException("partition=" + partition + " sequence=" + sequence + " has no such record");
    }
}
