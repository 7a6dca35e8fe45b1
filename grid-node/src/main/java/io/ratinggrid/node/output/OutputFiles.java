package io.ratinggrid.node.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.explain.Names;
import io.ratinggrid.rating.explain.RatedEvent;
import io.ratinggrid.rating.explain.RatedEvents;
import io.ratinggrid.rating.partition.ResultRecord;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of an output directory: {@code rated.jsonl}, {@code rated.csv} and {@code refused.jsonl} record by record, {@code documents.json} as
 * they are issued, {@code transfers.jsonl}, {@code reversals.jsonl}, {@code sessions.jsonl} and {@code notices.jsonl} if there are any, {@code balances.json} and {@code unbilled.json} at the end. One thread.
 */
public final class OutputFiles implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final String TRANSFERS = "transfers.jsonl";
    private static final String REVERSALS = "reversals.jsonl";
    private static final String SESSIONS = "sessions.jsonl";
    private static final String NOTICES = "notices.jsonl";

    private final Path directory;
    private final CatalogHistory catalogs;
    private final RatedEvents rated;
    private final RatedJson ratedJson;
    private final RefusedJson refusedJson;
    private final TransferJson transferJson;
    private final ReversalJson reversalJson;
    private final SessionJson sessionJson;
    private final DocumentJson documentJson;
    private final JsonGenerator ratedOut;
    private final RatedCsv ratedCsv;
    private final JsonGenerator refusedOut;
    private final JsonGenerator documentsOut;
    private JsonGenerator transfersOut;
    private JsonGenerator reversalsOut;
    private JsonGenerator sessionsOut;
    private JsonGenerator noticesOut;

    public OutputFiles(final Path directory, final CatalogHistory catalogs, final Names names, final OutputForm form)
            throws IOException {
        this.directory = Files.createDirectories(directory);
        this.catalogs = catalogs;
        rated = new RatedEvents(catalogs);
        ratedJson = new RatedJson(names, form.explained());
        refusedJson = new RefusedJson(names);
        transferJson = new TransferJson(names, catalogs);
        reversalJson = new ReversalJson(names, catalogs);
        sessionJson = new SessionJson(names, catalogs);
        documentJson = new DocumentJson(names, catalogs);
        ratedOut = form.rated().contains(RatedFormat.JSONL) ? lines(RatedFormat.JSONL.file()) : null;
        ratedCsv = form.rated().contains(RatedFormat.CSV)
                ? new RatedCsv(
                        Files.newBufferedWriter(directory.resolve(RatedFormat.CSV.file())), names, form.explained())
                : null;
        dropOthers();
        refusedOut = lines("refused.jsonl");
        documentsOut = pretty("documents.json");
        documentsOut.writeStartArray();
    }

    /** Takes the next record, in journal order. */
    public void accept(final ResultRecord record) {
        if (record.command().type.ofSession() && record.code().kind() != ResultCode.Kind.DUPLICATE) {
            sessionJson.write(sessions(), record);
        }
        record.split().forEach(this::take);
    }

    private void take(final ResultRecord record) {
        if (TransferJson.isStep(record)) {
            transferJson.write(transfers(), record);
        }
        if (record.command().type == CommandType.REVERSE_EVENT) {
            if (record.code().kind() != ResultCode.Kind.DUPLICATE) {
                reversalJson.write(reversals(), record);
            }
            return;
        }
        if (record.command().type == CommandType.SETTLE_NUMBER && record.code() == ResultCode.DONE) {
            documentJson.write(documentsOut, record);
        }
        if (record.command().type == CommandType.ASSIGN_NUMBER || record.command().type == CommandType.SETTLE_NUMBER) {
            return;
        }
        if (record.command().type == CommandType.RECEIVE_TRANSFER
                && record.code().kind() != ResultCode.Kind.RATED) {
            return;
        }
        if (record.code().kind() != ResultCode.Kind.RATED) {
            refusedJson.write(refusedOut, record.command(), record.code());
            return;
        }
        if (record.command().type == CommandType.USAGE || record.command().type.ofSession()) {
            rated.read(record).forEach(this::write);
        }
        documentJson.write(documentsOut, record);
    }

    /** Takes what is told of a threshold that was reached, as {@link NoticeText} writes it. */
    public void notice(final String notice) {
        if (noticesOut == null) {
            noticesOut = begun(NOTICES);
        }
        noticesOut.writePOJO(MAPPER.readTree(notice));
    }

    private JsonGenerator transfers() {
        if (transfersOut == null) {
            transfersOut = begun(TRANSFERS);
        }
        return transfersOut;
    }

    private JsonGenerator reversals() {
        if (reversalsOut == null) {
            reversalsOut = begun(REVERSALS);
        }
        return reversalsOut;
    }

    private JsonGenerator sessions() {
        if (sessionsOut == null) {
            sessionsOut = begun(SESSIONS);
        }
        return sessionsOut;
    }

    private JsonGenerator begun(final String file) {
        try {
            return lines(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(final RatedEvent event) {
        if (ratedOut != null) {
            ratedJson.write(ratedOut, event);
        }
        if (ratedCsv != null) {
            ratedCsv.write(event);
        }
    }

    /** What an earlier run wrote in a form that this one does not write would be mistaken for its output. */
    private void dropOthers() throws IOException {
        Files.deleteIfExists(directory.resolve(TRANSFERS));
        Files.deleteIfExists(directory.resolve(REVERSALS));
        Files.deleteIfExists(directory.resolve(SESSIONS));
        Files.deleteIfExists(directory.resolve(NOTICES));
        if (ratedOut == null) {
            Files.deleteIfExists(directory.resolve(RatedFormat.JSONL.file()));
        }
        if (ratedCsv == null) {
            Files.deleteIfExists(directory.resolve(RatedFormat.CSV.file()));
        }
    }

    /** Takes a command that was refused before it reached a partition. */
    public void refuse(final Command command, final ResultCode code) {
        refusedJson.write(refusedOut, command, code);
    }

    /** Takes a record that is in suspense and never reached a partition; {@code event}: as suspense holds it. */
    public void suspend(
            final String file, final long line, final ResultCode code, final String why, final String event) {
        refusedJson.suspend(refusedOut, file, line, code, why, MAPPER.readTree(event));
    }

    /** Takes a line that is no command. */
    public void reject(final String file, final long line, final int column, final String sentence) {
        refusedJson.reject(refusedOut, file, line, column, sentence);
    }

    /** Writes the accounts as they are now; {@code accounts} gives them one by one. */
    public void writeAccounts(final Consumer<Consumer<Account>> accounts) throws IOException {
        final AccountJson accountJson = new AccountJson(catalogs);
        writeArray("balances.json", accounts, accountJson::balances);
        writeArray("unbilled.json", accounts, accountJson::unbilled);
    }

    private void writeArray(
            final String file,
            final Consumer<Consumer<Account>> accounts,
            final BiConsumer<JsonGenerator, Account> element)
            throws IOException {
        try (JsonGenerator json = pretty(file)) {
            json.writeStartArray();
            accounts.accept(account -> element.accept(json, account));
            json.writeEndArray();
        }
    }

    @Override
    public void close() {
        documentsOut.writeEndArray();
        documentsOut.close();
        if (ratedOut != null) {
            ratedOut.close();
        }
        if (ratedCsv != null) {
            ratedCsv.close();
        }
        refusedOut.close();
        if (transfersOut != null) {
            transfersOut.close();
        }
        if (reversalsOut != null) {
            reversalsOut.close();
        }
        if (sessionsOut != null) {
            sessionsOut.close();
        }
        if (noticesOut != null) {
            noticesOut.close();
        }
    }

    private Writer open(final String file) throws IOException {
        return new LineEndingWriter(Files.newBufferedWriter(directory.resolve(file), StandardCharsets.UTF_8));
    }

    private JsonGenerator lines(final String file) throws IOException {
        return MAPPER.writer().withRootValueSeparator("\n").createGenerator(open(file));
    }

    private JsonGenerator pretty(final String file) throws IOException {
        return MAPPER.writerWithDefaultPrettyPrinter().createGenerator(open(file));
    }
}
