package io.ratinggrid.node.standalone;

import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.ingest.json.ExactJson;
import io.ratinggrid.ingest.json.JsonCommandReader;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.money.Money;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads commands of callers who wait for the answer, with the fields of docs/FORMATS.md. Any thread. */
public final class OnlineReader {
    private final Supplier<CatalogHistory> catalogs;
    private final CatalogUnits units;
    private final Queue<JsonCommandReader> readers = new ConcurrentLinkedQueue<>();

    public OnlineReader(final Supplier<CatalogHistory> catalogs) {
        this.catalogs = catalogs;
        units = new CatalogUnits(catalogs);
    }

    /**
     * A command that was read, without its subscriber's ordinal.
     *
     * @param subscriber name, empty: the account itself
     * @param timed      its sender says when it was received
     * @param objection  why it cannot be carried out, {@link ResultCode#DONE}: nothing stands against it
     */
    public record Read(Command command, String subscriber, boolean timed, ResultCode objection) {
        /** Its bytes for the owner of its account. A time that its sender did not give is no part of what must be the same in a repeat. */
        public byte[] encoded(final int ordinal) {
            command.subscriber = ordinal;
            final ByteSink bytes = new ByteSink(512);
            final long startMs = command.startMs;
            command.startMs = timed || startMs != command.atMs ? startMs : 0;
            command.content = CommandCodec.contentOf(command, bytes);
            command.startMs = startMs;
            bytes.truncate(0);
            CommandCodec.encode(command, bytes);
            return bytes.copy();
        }
    }

    /**
     * Reads one command of an account.
     *
     * @param fields all of it; without {@code at} it is received at {@code nowMs}
     * @throws WrongFieldException if a field is wrong
     */
    public Read read(final String account, final ObjectNode fields, final long nowMs) throws WrongFieldException {
        final boolean timed = fields.has("at") || fields.has("start");
        if (!fields.has("at")) {
            fields.put("at", Instant.ofEpochMilli(nowMs).toString());
        }
        final char[] line = ExactJson.write(fields.put("account", account)).toCharArray();
        final DecodedList decoded = new DecodedList();
        final JsonCommandReader free = readers.poll();
        final JsonCommandReader reader =
                free == null ? JsonCommandReader.ofCommands(LocalZone.utc(), units, InputLimits.STANDARD) : free;
        try {
            reader.read(line, line.length, decoded);
        } catch (final InvalidRecordException e) {
            throw new WrongFieldException(e.field(), e.value(), e.getMessage(), e.right());
        } finally {
            readers.add(reader);
        }
        final Decoded one = decoded.get(0);
        one.command.account = AccountKey.of(account);
        return new Read(
                one.command,
                one.subscriber == null ? "" : one.subscriber,
                timed,
                one.unknownService == null ? ResultCode.DONE : ResultCode.NO_TARIFF);
    }

    /**
     * The body of a request.
     *
     * @throws JacksonException if it is no JSON, no UTF-8, or says a member twice
     */
    public static JsonNode sent(final byte[] body) {
        return ExactJson.readSent(body);
    }

    /** Name behind a symbol of the catalogs, in hexadecimal if it is not known. */
    public String name(final int symbol) {
        final String name = catalogs.get().name(symbol);
        return name == null ? Integer.toHexString(symbol) : name;
    }

    public Money money() {
        return catalogs.get().latest().money();
    }
}
