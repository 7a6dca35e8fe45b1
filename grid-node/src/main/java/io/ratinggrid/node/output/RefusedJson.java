package io.ratinggrid.node.output;

import java.util.Locale;

import io.ratinggrid.rating.explain.Names;
import io.ratinggrid.rating.partition.ResultRecord;
import tools.jackson.core.JsonGenerator;

/** Writes what was not done, one object each, as lines of {@code refused.jsonl}. */
final class RefusedJson {
    private final Names names;

    RefusedJson(final Names names) {
        this.names = names;
    }

    void write(final JsonGenerator json, final ResultRecord record) {
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        Json.identity(json, record.command(), names);
        json.writeStringProperty("type", record.command().type.word());
        Json.time(json, "at", record.command().atMs);
        json.writeStringProperty("kind", record.code().kind().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("result", record.code().name());
        json.writeStringProperty("reason", Reasons.of(record.code()));
        json.writeEndObject();
    }
}
