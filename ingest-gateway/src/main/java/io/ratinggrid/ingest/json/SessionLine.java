package io.ratinggrid.ingest.json;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.SessionGroup;
import io.ratinggrid.rating.quantity.Measure;

/** Lines of type reserve, commit and release. */
final class SessionLine {
    private static final String WHOLE_NUMBER = "a whole number such as 1";
    /** Seven days. */
    private static final long LONGEST_VALIDITY_SECONDS = 604_800;

    private final FieldValues values;

    SessionLine(final FieldValues values) {
        this.values = values;
    }

    /** Everything but its origin; an id that is not given is made of the session and the number of the request. */
    void read(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        final Command command = into.command;
        into.account = values.requiredName(fields, "account", "the name of the account");
        into.subscriber = values.name(fields, "subscriber");
        final String session = values.requiredName(fields, "session", "what tells the session from others");
        command.name = session;
        command.session = RawHash.longOf(session).orElseGet(() -> AttributeValue.hash(session));
        command.requestNumber = number(fields, "number", Long.MAX_VALUE);
        if (!fields.has("number")) {
            throw InvalidRecordException.missing("number", "the number of the request in its session");
        }
        if (command.idLength == 0) {
            final byte[] id = (session + "/" + command.requestNumber).getBytes(StandardCharsets.UTF_8);
            if (id.length > Command.ID_LIMIT_BYTES) {
                throw fields.wrong(
                        "session",
                        "is too long to be identified with its number",
                        "a shorter one, or an id, at most " + Command.ID_LIMIT_BYTES + " bytes");
            }
            command.id(id);
        }
        command.startMs = values.time(fields, "start", 0);
        command.validitySeconds = number(fields, "validity", LONGEST_VALIDITY_SECONDS);
        if (fields.scalar("validity") != null && command.validitySeconds == 0) {
            throw fields.wrong("validity", "is no time to be used in", "1 to " + LONGEST_VALIDITY_SECONDS);
        }
        command.sessionEnds = fields.flag("last");
        for (final JsonFields group : fields.objects("groups")) {
            if (command.groups == Command.GROUP_LIMIT) {
                throw fields.wrong("groups", "are too many", "at most " + Command.GROUP_LIMIT);
            }
            readGroup(group, into);
        }
    }

    private static long number(final JsonFields fields, final String name, final long most)
            throws InvalidRecordException {
        final JsonValue value = fields.scalar(name);
        if (value == null) {
            return 0;
        }
        if (!value.text().matches("\\d{1,18}") || Long.parseLong(value.text()) > most) {
            throw fields.wrong(name, "is no such number", most == Long.MAX_VALUE ? WHOLE_NUMBER : "0 to " + most);
        }
        return Long.parseLong(value.text());
    }

    private void readGroup(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        final SessionGroup group = into.command.addGroup();
        group.group = (int) number(fields, "group", Integer.MAX_VALUE);
        if (into.command.type != CommandType.RELEASE) {
            readService(fields, into, group);
        }
        fields.checkAllUsed();
    }

    private void readService(final JsonFields fields, final Decoded into, final SessionGroup group)
            throws InvalidRecordException {
        final String service = values.requiredName(fields, "service", "what is used, such as voice");
        group.service = RawHash.intOf(service).orElseGet(() -> Symbol.of(service));
        final Measure measure = values.units.service(service).orElse(null);
        if (measure == null && RawHash.intOf(service).isEmpty()) {
            into.unknownService = service;
        }
        group.hasUsed = fields.has("used");
        group.used = quantity(fields, "used", measure);
        group.hasRequest = fields.has("request");
        group.requested = quantity(fields, "request", measure);
        final String digits = values.digits(fields, "to");
        group.numberLength = digits.length();
        group.number = digits.isEmpty() ? 0 : Digits.of(digits);
        values.attributes(fields, group::attribute);
    }

    private long quantity(final JsonFields fields, final String name, final Measure measure)
            throws InvalidRecordException {
        final JsonValue value = fields.scalar(name);
        if (value == null) {
            return 0;
        }
        final Optional<Long> raw = RawHash.quantityOf(value.text());
        if (raw.isPresent() || measure == null) {
            return raw.orElse(0L);
        }
        final long quantity = values.quantity(fields, name, measure);
        if (quantity < 0) {
            throw fields.wrong(name, "is negative", "0 or more");
        }
        return quantity;
    }
}
