package io.ratinggrid.node.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.ratinggrid.node.output.BucketTrace;
import io.ratinggrid.node.output.MadeStatement;
import io.ratinggrid.node.output.StatementText;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.partition.ResultRecord;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;

/** Answers what is asked of statements: an account knows its latest one, and the journal of each where the one before it is. */
final class StatementAsks {
    /** How many a list names: three years of months, as many as there are documents at hand. */
    private static final int MOST_LISTED = 36;
    /** How far back one answer follows them: a year of days and some. Each may be an entry that is read. */
    private static final int MOST_FOLLOWED = 400;

    private final GridQueries queries;
    private final JournalRecords journal;
    private final AsideReads reads;

    StatementAsks(final GridQueries queries, final JournalRecords journal, final AsideReads reads) {
        this.queries = queries;
        this.journal = journal;
        this.reads = reads;
    }

    /** The latest ones, or those before one. */
    void list(final Ask ask, final Consumer<AskAnswer> handler) {
        final int before = ask.text().isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(ask.text());
        final long key = AccountKey.of(ask.account());
        fromLatest(ask, handler, latest -> {
            final int newest = Math.min(latest.value().number(), before - 1);
            final List<MadeStatement> made = follow(ask.partition(), key, latest.value(), newest, newest - MOST_LISTED);
            final boolean more =
                    made.size() == MOST_LISTED && made.get(MOST_LISTED - 1).number() > 1;
            queries.answer(ask, engine -> StatementText.list(engine, key, made, more), handler);
        });
    }

    /** One with its lines, or one line with what moved its buckets. */
    void one(final Ask ask, final Consumer<AskAnswer> handler) {
        final Optional<StatementQuestion> question = StatementQuestion.of(ask.text());
        if (question.isEmpty()) {
            handler.accept(
                    AskAnswer.failed(ask, "the question must name a number, a bucket and where to look, a line each"));
            return;
        }
        final StatementQuestion asked = question.get();
        final long key = AccountKey.of(ask.account());
        fromLatest(ask, handler, latest -> {
            if (asked.number() > latest.value().number()) {
                handler.accept(AskAnswer.given(ask, latest.sequence(), ""));
                return;
            }
            final BucketTrace trace = trace(ask.partition(), key, latest.value(), asked);
            queries.answer(ask, engine -> StatementText.one(engine, key, trace), handler);
        });
    }

    /** {@code next} may read the journal. */
    private void fromLatest(
            final Ask ask, final Consumer<AskAnswer> handler, final Consumer<Answer<StatementText.Latest>> next) {
        final long key = AccountKey.of(ask.account());
        queries.read(
                ask,
                engine -> StatementText.latest(engine, key),
                latest -> reads.run(ask, handler, () -> next.accept(latest)),
                handler);
    }

    private BucketTrace trace(
            final int partition, final long key, final StatementText.Latest latest, final StatementQuestion asked) {
        final List<MadeStatement> made = follow(partition, key, latest, asked.number(), asked.number() - 1);
        if (made.isEmpty()) {
            throw new AbsentException("statement number=" + asked.number() + ": the journal no longer keeps it"
                    + " (node.journal-keep-entries), or " + MOST_FOLLOWED + " and more came after it");
        }
        final BucketTrace trace = new BucketTrace(made.get(0), asked.type());
        if (!trace.isThere()) {
            throw new AbsentException("statement number=" + asked.number() + " has no bucket=" + asked.bucket());
        }
        if (asked.traced()) {
            journal.readBack(partition, key, trace, asked.before());
        }
        return trace;
    }

    /** Those with numbers from {@code newest} down to above {@code oldest}, as far as they are to be found; newest first. */
    private List<MadeStatement> follow(
            final int partition,
            final long key,
            final StatementText.Latest latest,
            final int newest,
            final int oldest) {
        final List<MadeStatement> found = new ArrayList<>();
        final int last = Math.max(Math.max(0, oldest), latest.number() - MOST_FOLLOWED);
        int number = latest.number();
        long sequence = latest.sequence();
        long read = 0;
        Optional<List<ResultRecord>> records = Optional.empty();
        while (number > last) {
            if (sequence != read) {
                records = journal.of(partition, sequence, key);
                read = sequence;
            }
            if (records.isEmpty()) {
                return found;
            }
            final MadeStatement made = MadeStatement.find(records.get(), number, sequence);
            if (number <= newest) {
                found.add(made);
            }
            sequence = made.before();
            number--;
        }
        return found;
    }
}
