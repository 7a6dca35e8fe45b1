package io.ratinggrid.ingest.json;

import java.util.Optional;

import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.Identities;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.quantity.Measure;

/** Lines of type usage. */
final class UsageLine {
    private final FieldValues values;

    UsageLine(final FieldValues values) {
        this.values = values;
    }

    void read(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        final Command command = into.command;
        readTimes(fields, command);
        readOwner(fields, into);
        readNumber(fields, command);
        values.attributes(fields, command::attribute);
        final String session = values.name(fields, "session");
        command.session = session == null ? 0 : RawHash.longOf(session).orElseGet(() -> AttributeValue.hash(session));
        command.sessionEnds = fields.flag("last");
        command.online = fields.flag("online");
        values.amount(fields, "amount", command);
        readQuantity(fields, into);
    }

    private void readTimes(final JsonFields fields, final Command command) throws InvalidRecordException {
        final long startMs = values.time(fields, "start", 0);
        final long atMs = values.time(fields, "at", startMs);
        if (atMs == 0) {
            throw InvalidRecordException.missing("start", "when the usage began, such as 2026-03-29T01:30:00Z");
        }
        command.atMs = atMs;
        command.startMs = startMs == 0 ? atMs : startMs;
        command.untilMs = values.time(fields, "end", 0);
        if (command.untilMs != 0 && command.untilMs < command.startMs) {
            throw fields.wrong("end", "is before the start", "when the usage ended, or leave it out");
        }
    }

    private void readOwner(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        into.account = values.name(fields, "account");
        into.subscriber = values.name(fields, "subscriber");
        final String identity = fields.text("identity");
        if (identity != null) {
            try {
                into.identity(Identities.of(identity, values.numbers));
            } catch (final InvalidRecordException e) {
                throw fields.wrong("identity", e.getMessage(), e.right());
            }
        }
        if (into.account == null && identity == null) {
            throw InvalidRecordException.missing("account", "account, or identity such as msisdn:447700900123");
        }
    }

    private void readNumber(final JsonFields fields, final Command command) throws InvalidRecordException {
        final String digits = values.digits(fields, "to");
        if (!digits.isEmpty()) {
            command.number = Digits.of(digits);
            command.numberLength = digits.length();
        }
    }

    private static void checkNotNegative(final JsonFields fields, final Command command) throws InvalidRecordException {
        if (command.quantity < 0) {
            throw fields.wrong("quantity", "is negative", "0 or more");
        }
    }

    private void readQuantity(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        final Command command = into.command;
        final String service = values.requiredName(fields, "service", "what was used, such as voice");
        command.service = RawHash.intOf(service).orElseGet(() -> Symbol.of(service));
        final JsonValue quantity = fields.scalar("quantity");
        final Optional<Long> raw = quantity == null ? Optional.empty() : RawHash.quantityOf(quantity.text());
        if (raw.isPresent()) {
            command.quantity = raw.get();
            checkNotNegative(fields, command);
            return;
        }
        final Measure measure = values.units.service(service).orElse(null);
        if (measure == null) {
            into.unknownService = service;
            return;
        }
        command.quantity = quantity == null && measure.dimension() == Dimension.COUNT
                ? measure.unitSize().longValueExact()
                : values.quantity(fields, "quantity", measure);
        checkNotNegative(fields, command);
        if (measure.dimension() == Dimension.TIME && command.quantity > values.limits.mostTimeMs()) {
            throw fields.wrong(
                    "quantity", "is too long", "at most " + values.limits.mostTimeMs() / 86_400_000 + " days");
        }
    }
}
