package io.ratinggrid.node.output;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;

import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.explain.Names;
import io.ratinggrid.rating.money.Money;
import tools.jackson.core.JsonGenerator;

/** Pieces that several outputs write alike. */
final class Json {
    /** Version of every format of this package; written as {@code v}. */
    static final int FORMAT = 1;

    private Json() {}

    /** An amount as {@code {"amount":"0.075","currency":"EUR"}}. */
    static void money(final JsonGenerator json, final String name, final Money money, final long scaled) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("amount", money.decimal(scaled).toPlainString());
        json.writeStringProperty("currency", money.code());
        json.writeEndObject();
    }

    static void time(final JsonGenerator json, final String name, final long timeMs) {
        json.writeStringProperty(name, Instant.ofEpochMilli(timeMs).toString());
    }

    /** A bill cycle as the local date that it starts on. */
    static void cycle(final JsonGenerator json, final ZoneId zone, final long fromSeconds) {
        json.writeStringProperty(
                "cycle",
                Instant.ofEpochSecond(fromSeconds).atZone(zone).toLocalDate().toString());
    }

    /** A cycle, or what else lasts from one second to the one before another. */
    static void period(final JsonGenerator json, final long fromSeconds, final long untilSeconds) {
        time(json, "from", fromSeconds * 1000);
        time(json, "until", untilSeconds * 1000);
    }

    /** The last local date on which an invoice may be paid. */
    static void due(final JsonGenerator json, final ZoneId zone, final long overdueFromSeconds) {
        json.writeStringProperty(
                "due",
                Instant.ofEpochSecond(overdueFromSeconds - 1)
                        .atZone(zone)
                        .toLocalDate()
                        .toString());
    }

    /** The series of a document's number: {@code acme/2026}. */
    static void series(final JsonGenerator json, final String legalEntity, final long year) {
        json.writeStringProperty("series", legalEntity + "/" + year);
    }

    /** Says of a line that it is of recurring fees, of what is given back of them, or of what was spent in all. */
    static void lineKind(final JsonGenerator json, final int flags) {
        if ((flags & LineSlot.CREDIT) != 0) {
            json.writeBooleanProperty("credit", true);
        } else if ((flags & LineSlot.FEE) != 0) {
            json.writeBooleanProperty("fee", true);
        } else if ((flags & LineSlot.SPEND) != 0) {
            json.writeBooleanProperty("spend", true);
        } else if ((flags & LineSlot.CREDIT_NOTE) != 0) {
            json.writeBooleanProperty("credit-note", true);
        }
    }

    /** What identifies a command: origin, id, of what takes an event back that of the event, account, subscriber, source file and line. */
    static void identity(final JsonGenerator json, final Command command, final Names names) {
        json.writeStringProperty(
                "id",
                command.type == CommandType.REVERSE_EVENT
                        ? command.name
                        : new String(command.id, 0, command.idLength, StandardCharsets.UTF_8));
        if (command.origin != 0) {
            json.writeStringProperty("origin", names.origin(command.origin));
        }
        subject(json, command, names);
    }

    /** Whom a command is about, and where it stood: account, subscriber, source file and line. */
    static void subject(final JsonGenerator json, final Command command, final Names names) {
        json.writeStringProperty("account", names.account(command.account));
        if (command.subscriber != 0) {
            json.writeStringProperty("subscriber", names.subscriber(command.account, command.subscriber));
        }
        if (command.sourceFile != 0) {
            json.writeStringProperty("file", names.file(command.sourceFile));
            json.writeNumberProperty("line", command.sourceLine);
        }
    }
}
