package io.ratinggrid.node.output;

import java.util.List;
import java.util.Locale;

import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.explain.Names;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Writes what was not done, one object each, as lines of {@code refused.jsonl}. */
final class RefusedJson {
    private final Names names;

    RefusedJson(final Names names) {
        this.names = names;
    }

    void write(final JsonGenerator json, final Command command, final ResultCode code) {
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        Json.identity(json, command, names);
        json.writeStringProperty("type", command.type.word());
        Json.time(json, "at", command.atMs);
        json.writeStringProperty("kind", code.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("result", code.name());
        json.writeStringProperty("reason", Reasons.of(code));
        json.writeEndObject();
    }

    void suspend(
            final JsonGenerator json,
            final String file,
            final long line,
            final ResultCode code,
            final String why,
            final JsonNode event) {
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        for (final String name : List.of("id", "origin", "account", "subscriber")) {
            if (event.has(name)) {
                json.writeStringProperty(name, event.path(name).asString());
            }
        }
        json.writeStringProperty("file", file);
        json.writeNumberProperty("line", line);
        json.writeStringProperty("type", event.path("type").asString(""));
        json.writeStringProperty(
                "at", event.path("at").asString(event.path("start").asString("")));
        json.writeStringProperty("kind", "suspended");
        json.writeStringProperty("result", code.name());
        json.writeStringProperty("reason", why);
        json.writeEndObject();
    }

    void reject(final JsonGenerator json, final String file, final long line, final int column, final String sentence) {
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeStringProperty("file", file);
        json.writeNumberProperty("line", line);
        if (column > 0) {
            json.writeNumberProperty("column", column);
        }
        json.writeStringProperty("kind", "rejected");
        json.writeStringProperty("reason", sentence);
        json.writeEndObject();
    }
}
