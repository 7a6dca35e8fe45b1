package io.ratinggrid.node.output;

import java.io.StringWriter;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.explain.RatedEvent;
import io.ratinggrid.rating.explain.RatedEvents;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.ResultRecord;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** JSON of one account, as of the state that a partition has now. On the thread that steps the partition. */
public final class AccountText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AccountText() {}

    /** Its elements of {@code balances.json} and {@code unbilled.json}; empty if it is not open. */
    public static String of(final PartitionEngine engine, final long key) {
        final Account account = engine.account(key);
        if (account == null) {
            return "";
        }
        final AccountJson parts = new AccountJson(engine.catalogs());
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeName("balances");
            parts.balances(json, account);
            json.writeName("unbilled");
            parts.unbilled(json, account);
            json.writeEndObject();
        }
        return text.toString();
    }

    /**
     * Its element of {@code unbilled.json} with the time that it is of; empty if it is not open.
     *
     * @param asOfMs when it is asked whether invoices are overdue, milliseconds; 0: the time of the journal
     */
    public static String unbilled(final PartitionEngine engine, final long key, final long asOfMs) {
        return part(engine, key, asOfMs > 0 ? asOfMs : engine.timeMs(), AccountJson::unbilled);
    }

    /** Its element of {@code balances.json}: what buckets have paid and accumulators have counted; empty if it is not open. */
    public static String usage(final PartitionEngine engine, final long key) {
        return part(engine, key, 0, AccountJson::balances);
    }

    /** What it and its subscribers are subscribed to, ended subscriptions too; empty if it is not open. */
    public static String subscriptions(final PartitionEngine engine, final long key) {
        return part(engine, key, 0, AccountJson::subscriptions);
    }

    private static String part(final PartitionEngine engine, final long key, final long asOfMs, final Part part) {
        final Account account = engine.account(key);
        if (account == null) {
            return "";
        }
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            part.write(new AccountJson(engine.catalogs(), asOfMs), json, account);
        }
        return text.toString();
    }

    /** One of the things that are known of an account. */
    private interface Part {
        void write(AccountJson parts, JsonGenerator json, Account account);
    }

    /**
     * An array of the lines of {@code rated.jsonl} that an event makes, each with its explanation: one, or one of each part of
     * an event that was split, or of each rating group of a session's request. What is no usage is told by its type, too,
     * with the documents and statements that it issued.
     *
     * @param origin as the event's sender names it, for people
     * @param cancellation what became of it since
     */
    public static String explained(
            final PartitionEngine engine,
            final ResultRecord record,
            final String origin,
            final Cancellation cancellation) {
        final KnownNames names = new KnownNames(engine::account);
        names.addOrigin(origin);
        names.fileOf(record);
        final RatedJson rated = new RatedJson(names, true);
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (final RatedEvent event : new RatedEvents(engine.catalogs()).read(record)) {
                rated.write(json, event, cancellation);
            }
            if (record.command().type != CommandType.USAGE) {
                other(json, engine, record, names);
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    /** The same of usage that would be: empty if it would not be rated. */
    public static String priced(final PartitionEngine engine, final ResultRecord record) {
        return record.code().kind() == ResultCode.Kind.RATED ? explained(engine, record, "", Cancellation.NONE) : "";
    }

    private static void other(
            final JsonGenerator json, final PartitionEngine engine, final ResultRecord record, final KnownNames names) {
        final Command command = record.command();
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        Json.identity(json, command, names);
        json.writeStringProperty("type", command.type.word());
        Json.time(json, "at", command.atMs);
        json.writeStringProperty("result", record.code().name());
        json.writeArrayPropertyStart("explanation");
        json.writeString(command.type.word() + ": " + Reasons.of(record.code()));
        json.writeEndArray();
        json.writeArrayPropertyStart("documents");
        new DocumentJson(names, engine.catalogs()).write(json, record);
        json.writeEndArray();
        json.writeEndObject();
    }
}
