package io.ratinggrid.node.cluster;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.net.AskRoute;
import io.ratinggrid.node.output.AccountText;
import io.ratinggrid.node.output.EstimateText;
import io.ratinggrid.node.output.IdentityText;
import io.ratinggrid.node.output.InvoiceText;
import io.ratinggrid.node.output.NoticeText;
import io.ratinggrid.node.output.SessionsText;
import io.ratinggrid.node.output.StatementText;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.partition.ResultRecord;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import io.ratinggrid.rating.wire.PartitionBatch;

/** Answers what is asked of the partitions that this node owns. Answers come on rating threads, refusals at once. */
final class LocalAsks implements AskRoute {
    private final Grid grid;
    private final CatalogCopies catalogs;
    private final GridQueries queries;
    private final AsideReads reads;
    private final JournalAsks journal;
    private final StatementAsks statements;

    /** {@code blocking} runs what reads the journal, which blocks; it may refuse. */
    LocalAsks(
            final Grid grid,
            final JournalStore journal,
            final CatalogCopies catalogs,
            final Executor blocking,
            final int retryAfterMs) {
        this.grid = grid;
        this.catalogs = catalogs;
        queries = new GridQueries(grid);
        reads = new AsideReads(blocking, retryAfterMs);
        final JournalRecords records = new JournalRecords(journal);
        this.journal = new JournalAsks(queries, records, reads);
        statements = new StatementAsks(queries, records, reads);
    }

    @Override
    public void ask(final Ask ask, final Consumer<AskAnswer> handler) {
        if (CatalogCopies.isAboutCatalogs(ask)) {
            reads.run(ask, handler, () -> handler.accept(catalogs.answer(ask)));
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
            case Ask.ACCOUNT -> queries.answer(ask, engine -> AccountText.of(engine, key), handler);
            case Ask.ESTIMATE -> queries.answer(ask, engine -> EstimateText.of(engine, key), handler);
            case Ask.IDENTITY -> queries.answer(ask, engine -> IdentityText.of(engine, key, ask.text()), handler);
            case Ask.UNBILLED ->
                queries.answer(
                        ask, engine -> AccountText.unbilled(engine, key, DocumentQuestion.timeMs(ask.text())), handler);
            case Ask.USAGE -> queries.answer(ask, engine -> AccountText.usage(engine, key), handler);
            case Ask.SUBSCRIPTIONS -> queries.answer(ask, engine -> AccountText.subscriptions(engine, key), handler);
            case Ask.INVOICES ->
                queries.answer(
                        ask, engine -> InvoiceText.list(engine, key, DocumentQuestion.timeMs(ask.text())), handler);
            case Ask.INVOICE -> journal.invoice(ask, handler);
            case Ask.STATEMENTS -> statements.list(ask, handler);
            case Ask.STATEMENT -> statements.one(ask, handler);
            case Ask.CURRENT_STATEMENT -> queries.answer(ask, engine -> StatementText.current(engine, key), handler);
            case Ask.PAYMENTS -> journal.payments(ask, handler);
            case Ask.NOTICES -> queries.answer(ask, engine -> NoticeText.of(engine, key), handler);
            case Ask.EXPLAIN -> journal.explain(ask, handler);
            case Ask.RECORD -> journal.record(ask, handler);
            case Ask.SESSIONS -> queries.answer(ask, engine -> SessionsText.of(engine, key, ask.text()), handler);
            case Ask.SUBSCRIBER -> queries.answer(ask, engine -> ordinal(engine.account(key), ask.text()), handler);
            case Ask.PRICE -> price(ask, key, handler);
            default ->
                handler.accept(
                        AskAnswer.failed(ask, "question=" + ask.question() + " is none that this node can answer"));
        }
    }

    /** Empty if there is none of the name. */
    private static String ordinal(final Account account, final String name) {
        for (int ordinal = 1; account != null && ordinal <= account.subscribers(); ordinal++) {
            if (account.record(ordinal).name().equals(name)) {
                return Integer.toString(ordinal);
            }
        }
        return "";
    }

    private void price(final Ask ask, final long key, final Consumer<AskAnswer> handler) {
        final Command usage = new Command();
        try {
            CommandCodec.decode(new ByteSource().wrap(ask.command(), 0, ask.command().length), usage);
        } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
            handler.accept(AskAnswer.failed(ask, "the event cannot be read: " + e.getMessage()));
            return;
        }
        if (usage.type != CommandType.USAGE || usage.account != key) {
            handler.accept(AskAnswer.failed(ask, "type=" + usage.type.word() + " must be usage of the account"));
            return;
        }
        queries.read(
                ask,
                engine -> {
                    final ResultRecord priced = engine.price(ask.command());
                    return AskAnswer.priced(ask, 0, priced.code(), AccountText.priced(engine, priced));
                },
                answer -> handler.accept(AskAnswer.priced(
                        ask,
                        answer.sequence(),
                        answer.value().code(),
                        answer.value().text())),
                handler);
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
}
