package io.ratinggrid.node.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

import io.ratinggrid.node.output.AccountText;
import io.ratinggrid.node.output.Cancellation;
import io.ratinggrid.node.output.InvoiceText;
import io.ratinggrid.node.output.LineTrace;
import io.ratinggrid.node.output.PaymentText;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.partition.EventPlace;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.ResultRecord;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;

/**
 * Answers what the journal is needed for: first the partition says where in it to look, then that is read aside, then the partition
 * puts it in words.
 */
final class JournalAsks {
    private final GridQueries queries;
    private final JournalRecords journal;
    private final AsideReads reads;

    JournalAsks(final GridQueries queries, final JournalRecords journal, final AsideReads reads) {
        this.queries = queries;
        this.journal = journal;
        this.reads = reads;
    }

    /** Why an event cost what it cost. */
    void explain(final Ask ask, final Consumer<AskAnswer> handler) {
        final int end = ask.text().indexOf('\n');
        if (end < 0) {
            handler.accept(AskAnswer.failed(ask, "the question must name origin, line feed, id"));
            return;
        }
        final long key = AccountKey.of(ask.account());
        final String origin = ask.text().substring(0, end);
        final byte[] id = ask.text().substring(end + 1).getBytes(StandardCharsets.UTF_8);
        final int symbol = origin.isEmpty() ? 0 : Symbol.of(origin);
        queries.read(
                ask,
                engine -> engine.placeOf(key, symbol, id),
                place -> {
                    if (place.value().sequence() == 0) {
                        handler.accept(AskAnswer.given(ask, place.sequence(), ""));
                        return;
                    }
                    reads.run(ask, handler, () -> {
                        final ResultRecord record = journal.find(
                                ask.partition(), place.value().sequence(), key, one -> isOf(one, symbol, id));
                        final Cancellation cancellation =
                                cancellation(ask.partition(), place.value(), key, record.command());
                        queries.answer(
                                ask, engine -> AccountText.explained(engine, record, origin, cancellation), handler);
                    });
                },
                handler);
    }

    /** The record of a command that was carried out, with its code. */
    void record(final Ask ask, final Consumer<AskAnswer> handler) {
        final int end = ask.text().indexOf('\n');
        if (end < 0) {
            handler.accept(AskAnswer.failed(ask, "the question must name origin, line feed, id"));
            return;
        }
        final long key = AccountKey.of(ask.account());
        final int origin = Integer.parseInt(ask.text().substring(0, end));
        final byte[] id = ask.text().substring(end + 1).getBytes(StandardCharsets.UTF_8);
        queries.read(
                ask,
                engine -> engine.sequenceOf(key, origin, id),
                place -> {
                    if (place.value() == 0) {
                        handler.accept(AskAnswer.absent(ask, "no command of that id was carried out"));
                        return;
                    }
                    reads.run(ask, handler, () -> {
                        final ResultRecord record =
                                journal.find(ask.partition(), place.value(), key, one -> isFirst(one, origin, id));
                        handler.accept(AskAnswer.committed(ask, place.sequence(), record.code(), record.encoded()));
                    });
                },
                handler);
    }

    private static boolean isFirst(final ResultRecord record, final int origin, final byte[] id) {
        return isNamed(record.command(), origin, id)
                && record.code().kind() != ResultCode.Kind.DUPLICATE
                && record.code() != ResultCode.CONFLICT;
    }

    private Cancellation cancellation(
            final int partition, final EventPlace place, final long key, final Command event) {
        if (place.cancelledBy() == 0) {
            return new Cancellation(place.cancelled(), Optional.empty());
        }
        final String id = new String(event.id(), StandardCharsets.UTF_8);
        return new Cancellation(
                place.cancelled(),
                journal.of(partition, place.cancelledBy(), key).orElse(List.of()).stream()
                        .filter(record -> record.code() == ResultCode.DONE)
                        .filter(record -> cancels(record.command(), event.origin, id))
                        .findFirst());
    }

    private static boolean cancels(final Command command, final int origin, final String id) {
        return command.type.asksReversal()
                && command.name.equals(id)
                && (command.text.isEmpty() ? 0 : Symbol.of(command.text)) == origin;
    }

    private static boolean isOf(final ResultRecord record, final int origin, final byte[] id) {
        return isNamed(record.command(), origin, id) && record.code().kind() == ResultCode.Kind.RATED;
    }

    private static boolean isNamed(final Command command, final int origin, final byte[] id) {
        return command.origin == origin && Arrays.equals(command.id, 0, command.idLength, id, 0, id.length);
    }

    /** One document, or one line of it and what it was made of. */
    void invoice(final Ask ask, final Consumer<AskAnswer> handler) {
        final Optional<DocumentQuestion> question = DocumentQuestion.of(ask.text());
        if (question.isEmpty()) {
            handler.accept(AskAnswer.failed(
                    ask, "the question must name a time or nothing, number, line and where to look, a line each"));
            return;
        }
        final DocumentQuestion asked = question.get();
        final long key = AccountKey.of(ask.account());
        fromJournal(
                ask,
                handler,
                engine -> InvoiceText.sequence(engine, key, asked.number()),
                sequence -> trace(ask.partition(), sequence, key, asked),
                (engine, trace) -> InvoiceText.one(engine, key, trace, asked.asOfMs()));
    }

    /** From the record that issued the document back in the journal, as far as one answer goes. */
    private LineTrace trace(final int partition, final long issued, final long key, final DocumentQuestion asked) {
        final LineTrace trace = new LineTrace(
                journal.find(partition, issued, key, record -> issues(record, asked.number())),
                issued,
                asked.number(),
                asked.line());
        if (asked.line() > trace.lines()) {
            throw new AbsentException("invoice number=" + asked.number() + " has no line=" + asked.line()
                    + ", its lines are 1 to " + trace.lines());
        }
        if (asked.traced()) {
            journal.readBack(partition, key, trace, asked.before());
        }
        return trace;
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

    /** The latest payments. */
    void payments(final Ask ask, final Consumer<AskAnswer> handler) {
        final long key = AccountKey.of(ask.account());
        queries.read(
                ask,
                engine -> PaymentText.sequences(engine, key),
                found -> reads.run(ask, handler, () -> {
                    final Map<Long, List<ResultRecord>> records = new HashMap<>();
                    for (final long sequence : found.value()) {
                        journal.of(ask.partition(), sequence, key).ifPresent(of -> records.put(sequence, of));
                    }
                    queries.answer(ask, engine -> PaymentText.of(engine, key, records), handler);
                }),
                handler);
    }

    /** {@code where}: sequence of an entry, 0 if there is no such thing. */
    private <T> void fromJournal(
            final Ask ask,
            final Consumer<AskAnswer> handler,
            final ToLongFunction<PartitionEngine> where,
            final LongFunction<T> read,
            final BiFunction<PartitionEngine, T, String> words) {
        queries.read(
                ask,
                where::applyAsLong,
                sequence -> {
                    if (sequence.value() == 0) {
                        handler.accept(AskAnswer.given(ask, sequence.sequence(), ""));
                    } else {
                        reads.run(ask, handler, () -> {
                            final T found = read.apply(sequence.value());
                            queries.answer(ask, engine -> words.apply(engine, found), handler);
                        });
                    }
                },
                handler);
    }
}
