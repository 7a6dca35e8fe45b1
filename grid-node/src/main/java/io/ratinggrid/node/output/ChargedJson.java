package io.ratinggrid.node.output;

import java.util.List;

import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.explain.RatedEvent;
import io.ratinggrid.rating.explain.RatedEvents;
import io.ratinggrid.rating.partition.PartitionEngine;
import tools.jackson.core.JsonGenerator;

/** Writes what a line of a document was made of: events and commands with source file and line. One thread. */
final class ChargedJson {
    private final Catalog catalog;
    private final KnownNames names;
    private final RatedEvents events;

    ChargedJson(final PartitionEngine engine, final Catalog catalog) {
        this.catalog = catalog;
        names = new KnownNames(engine::account);
        events = new RatedEvents(engine.catalogs());
    }

    /** Newest first; whether that is all, and if not, where to go on, or from where on the journal is kept. */
    void write(final JsonGenerator json, final LineTrace trace) {
        json.writeArrayPropertyStart("events");
        for (final LineTrace.Charged one : trace.charged()) {
            write(json, one, trace.ofUsage());
        }
        json.writeEndArray();
        json.writeBooleanProperty("complete", trace.isComplete());
        if (trace.isLost()) {
            json.writeNumberProperty("kept-from", trace.read() + 1);
        } else if (!trace.isComplete()) {
            json.writeNumberProperty("before", trace.read());
        }
    }

    private void write(final JsonGenerator json, final LineTrace.Charged one, final boolean ofUsage) {
        final Command command = one.record().command();
        names.fileOf(one.record());
        json.writeStartObject();
        Json.identity(json, command, names);
        json.writeStringProperty("type", command.type.word());
        if (command.type == CommandType.USAGE) {
            Json.time(json, "start", command.startMs);
        } else {
            Json.time(json, "at", command.atMs);
        }
        final List<RatedEvent> rated = ofUsage ? events.read(one.record()) : List.of();
        if (!rated.isEmpty()) {
            json.writeStringProperty("service", rated.get(0).charge().model().service());
            json.writeNumberProperty(
                    "used", rated.stream().mapToLong(RatedEvent::used).sum());
        }
        json.writeStringProperty(
                "charged", catalog.money().decimal(one.scaled()).toPlainString());
        json.writeEndObject();
    }
}
