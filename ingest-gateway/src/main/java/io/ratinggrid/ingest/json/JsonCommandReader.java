package io.ratinggrid.ingest.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.ingest.input.PhoneNumbers;
import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.text.DidYouMean;

/** Reads lines {@code {"type": ..., "at": ..., "id": ..., ...}} of commands, and of accounts files. Reused; one thread. */
public final class JsonCommandReader {
    private static final String FORMAT = "1";

    private final JsonLineReader lines = new JsonLineReader();
    private final String missingType;
    private final UsageLine usage;
    private final AccountLine accounts;
    private final OtherLine others;
    private final ChangeLine changes;
    private final SessionLine sessions;
    private final FieldValues values;

    private JsonCommandReader(
            final String missingType, final LocalZone zone, final ServiceUnits units, final InputLimits limits) {
        this.missingType = missingType;
        values = new FieldValues(new PhoneNumbers(""), units, limits, zone);
        usage = new UsageLine(values);
        accounts = new AccountLine(values);
        others = new OtherLine(values);
        changes = new ChangeLine(values);
        sessions = new SessionLine(values);
    }

    /** For commands; {@code zone} is that of times without offset. */
    public static JsonCommandReader ofCommands(
            final LocalZone zone, final ServiceUnits units, final InputLimits limits) {
        return new JsonCommandReader(null, zone, units, limits);
    }

    /** For accounts files, whose lines need no type. */
    public static JsonCommandReader ofAccounts(
            final LocalZone zone, final ServiceUnits units, final InputLimits limits) {
        return new JsonCommandReader(CommandType.OPEN_ACCOUNT.word(), zone, units, limits);
    }

    /** Reads one line; {@code into} is cleared first. */
    public void read(final char[] characters, final int length, final DecodedList into) throws InvalidRecordException {
        into.clear();
        final JsonFields fields = new JsonFields(lines.read(characters, length), "");
        checkVersion(fields);
        final CommandType type = type(fields);
        switch (type) {
            case OPEN_ACCOUNT -> accounts.readOpen(fields, into);
            case ADD_SUBSCRIBER -> accounts.readSubscriber(fields, into);
            case SUBSCRIBE -> accounts.readSubscribe(fields, into);
            case USAGE -> readUsage(fields, into.add(type));
            case REPLACE_EVENT -> readReplacement(fields, into.add(type));
            default -> readOther(type, fields, into.add(type));
        }
        fields.checkAllUsed();
    }

    private void readUsage(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        readId(fields, into.command);
        readOrigin(fields, into.command);
        usage.read(fields, into);
    }

    /** Usage, and which event it replaces. */
    private void readReplacement(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        readUsage(fields, into);
        others.readReplaced(fields, into);
    }

    private void readOther(final CommandType type, final JsonFields fields, final Decoded into)
            throws InvalidRecordException {
        into.command.atMs = values.requiredTime(fields, "at");
        if (!type.ofSession() || fields.has("id")) {
            readId(fields, into.command);
        }
        readOrigin(fields, into.command);
        switch (type) {
            case RESERVE, COMMIT, RELEASE -> sessions.read(fields, into);
            case TOP_UP -> others.readTopUp(fields, into);
            case ADJUST -> others.readAdjust(fields, into);
            case TRANSFER -> others.readTransfer(fields, into);
            case MOVE_IDENTITY -> others.readMove(fields, into);
            case CHANGE_PLAN -> changes.readChange(fields, into);
            case CANCEL -> changes.readCancel(fields, into);
            case PAUSE, RESUME -> changes.readPause(fields, into);
            case CANCEL_EVENT -> others.readCancelEvent(fields, into);
            case MOVE_EVENT -> others.readMoveEvent(fields, into);
            case INVOICE -> others.readInvoice(fields, into);
            case PAYMENT -> others.readPayment(fields, into);
            case REFUND -> others.readRefund(fields, into);
            case CREDIT_NOTE -> others.readCreditNote(fields, into);
            case VOID_INVOICE -> others.readVoidInvoice(fields, into);
            case CLOSE_CYCLE -> others.readCloseCycle(fields, into);
            case ADVANCE_TIME -> others.readAdvanceTime(fields, into);
            default -> throw fields.wrong("type", "is not for input files", DidYouMean.oneOf(words()));
        }
    }

    private static void checkVersion(final JsonFields fields) throws InvalidRecordException {
        final JsonValue version = fields.scalar("v");
        if (version != null && !version.text().equals(FORMAT)) {
            throw fields.wrong("v", "is no known version", FORMAT);
        }
    }

    private CommandType type(final JsonFields fields) throws InvalidRecordException {
        final String given = fields.text("type");
        final String word = given == null ? missingType : given;
        if (word == null) {
            throw InvalidRecordException.missing("type", DidYouMean.oneOf(words()));
        }
        final CommandType type = CommandType.ofWord(word).orElse(null);
        if (type == null) {
            throw fields.wrong("type", "is no command", DidYouMean.phrase(word, words()));
        }
        return type;
    }

    private void readId(final JsonFields fields, final Command command) throws InvalidRecordException {
        final String id = fields.required("id", "what tells this command from others of its origin");
        final byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Command.ID_LIMIT_BYTES) {
            throw fields.wrong("id", "has " + bytes.length + " bytes", "at most " + Command.ID_LIMIT_BYTES);
        }
        command.id(bytes);
    }

    private void readOrigin(final JsonFields fields, final Command command) throws InvalidRecordException {
        final String origin = values.name(fields, "origin");
        command.origin = origin == null ? 0 : RawHash.intOf(origin).orElseGet(() -> Symbol.of(origin));
    }

    private static List<String> words() {
        return Arrays.stream(CommandType.values())
                .filter(type -> !type.internal())
                .map(CommandType::word)
                .toList();
    }
}
