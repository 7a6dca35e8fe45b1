package io.ratinggrid.node.output;

import java.util.List;

import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.explain.RatedEvent;
import io.ratinggrid.rating.explain.RatedEvents;
import io.ratinggrid.rating.partition.PartitionEngine;
import tools.jackson.core.JsonGenerator;

/** Writes what moved the buckets of a statement's line: events and commands with source file and line. One thread. */
final class MovedJson {
    private final PartitionEngine engine;
    private final KnownNames names;
    private final RatedEvents events;

    MovedJson(final PartitionEngine engine) {
        this.engine = engine;
        names = new KnownNames(engine::account);
        events = new RatedEvents(engine.catalogs());
    }

    /** Newest first; whether that is all, and if not, where to go on, or from where on the journal is kept. */
    void write(final JsonGenerator json, final BucketTrace trace) {
        final BucketType type = engine.catalogs().bucket(trace.type());
        json.writeArrayPropertyStart("events");
        for (final BucketTrace.Moved one : trace.moved()) {
            write(json, one, type);
        }
        json.writeEndArray();
        ChargedJson.extent(json, trace);
    }

    private void write(final JsonGenerator json, final BucketTrace.Moved one, final BucketType type) {
        names.fileOf(one.record());
        json.writeStartObject();
        ChargedJson.begin(json, names, one.record().command(), rated(one));
        part(json, "granted", type, one.granted());
        part(json, "drawn", type, one.drawn());
        part(json, "expired", type, one.expired());
        part(json, "rolled-over", type, one.rolled());
        json.writeEndObject();
    }

    /** Nothing if it only turned the cycle, or used more than one service or rating group: no figure is of one of them then. */
    private List<RatedEvent> rated(final BucketTrace.Moved one) {
        final List<RatedEvent> rated = one.drawn() == 0 ? List.of() : events.read(one.record());
        final long uses = rated.stream()
                .map(event -> List.of(event.charge().model().service(), event.request()))
                .distinct()
                .count();
        return uses == 1 ? rated : List.of();
    }

    private void part(final JsonGenerator json, final String name, final BucketType type, final long amount) {
        if (amount != 0) {
            json.writeStringProperty(
                    name, BucketQuantity.text(type, engine.catalogs().latest(), amount));
        }
    }
}
