package io.ratinggrid.node.output;

import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.explain.Names;
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
            write(json, one, trace);
        }
        json.writeEndArray();
        extent(json, trace);
    }

    /** Whether that is all that a trace is to find; if not, where to go on, or from where on the journal is kept. */
    static void extent(final JsonGenerator json, final RecordTrace trace) {
        json.writeBooleanProperty("complete", trace.isComplete());
        if (trace.isLost()) {
            json.writeNumberProperty("kept-from", trace.read() + 1);
        } else if (!trace.isComplete()) {
            json.writeNumberProperty("before", trace.read());
        }
    }

    private void write(final JsonGenerator json, final LineTrace.Charged one, final LineTrace trace) {
        names.fileOf(one.record());
        final List<RatedEvent> rated = trace.ofUsage() ? events.read(one.record()) : List.of();
        final List<List<RatedEvent>> groups = groups(rated, trace);
        if (groups.isEmpty()) {
            write(json, one.record().command(), rated, one.scaled());
        } else if (groups.size() == 1) {
            write(json, one.record().command(), groups.get(0), one.scaled());
        } else {
            groups.forEach(group -> write(json, one.record().command(), group, sum(group, RatedEvent::amount)));
        }
    }

    /** What a session used on the line, by rating group; nothing if it was no session. */
    private static List<List<RatedEvent>> groups(final List<RatedEvent> rated, final LineTrace trace) {
        return List.copyOf(rated.stream()
                .filter(event -> event.request().isPresent()
                        && Symbol.of(event.charge().model().line()) == trace.name())
                .collect(Collectors.groupingBy(
                        event -> event.request().orElseThrow().group(), TreeMap::new, Collectors.toList()))
                .values());
    }

    private static long sum(final List<RatedEvent> rated, final ToLongFunction<RatedEvent> part) {
        return rated.stream().mapToLong(part).sum();
    }

    private void write(
            final JsonGenerator json, final Command command, final List<RatedEvent> rated, final long scaled) {
        json.writeStartObject();
        begin(json, names, command, rated);
        json.writeStringProperty("charged", catalog.money().decimal(scaled).toPlainString());
        json.writeEndObject();
    }

    /** What an event or command is and when it was; of what was rated also how much was used. */
    static void begin(
            final JsonGenerator json, final Names names, final Command command, final List<RatedEvent> rated) {
        Json.identity(json, command, names);
        json.writeStringProperty("type", command.type.word());
        if (!rated.isEmpty()) {
            Json.time(json, "start", rated.get(0).startMs());
            rated.get(0).request().ifPresent(request -> RatedJson.request(json, request));
            json.writeStringProperty("service", rated.get(0).charge().model().service());
            json.writeNumberProperty("used", sum(rated, RatedEvent::used));
        } else if (command.type == CommandType.USAGE) {
            Json.time(json, "start", command.startMs);
        } else {
            Json.time(json, "at", command.atMs);
        }
    }
}
