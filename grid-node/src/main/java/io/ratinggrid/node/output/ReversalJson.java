package io.ratinggrid.node.output;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.explain.Names;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.partition.ResultRecord;
import tools.jackson.core.JsonGenerator;

/** Writes what became of cancelled events, one object each, as lines of {@code reversals.jsonl}. Reused; one thread. */
final class ReversalJson {
    private final Names names;
    private final CatalogHistory catalogs;
    private final ByteSource source = new ByteSource();
    private final Effect effect = new Effect();
    private long charged;
    private long prepaid;

    ReversalJson(final Names names, final CatalogHistory catalogs) {
        this.names = names;
        this.catalogs = catalogs;
    }

    void write(final JsonGenerator json, final ResultRecord record) {
        final Command command = record.command();
        final Money money = catalogs.latest().money();
        add(record);
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeStringProperty("event", command.name);
        if (command.origin != 0) {
            json.writeStringProperty("event-origin", names.origin(command.origin));
        }
        Json.subject(json, command, names);
        Json.time(json, "at", command.atMs);
        json.writeStringProperty("result", record.code().name());
        Json.money(json, "charged", money, charged);
        if (prepaid != 0) {
            Json.money(json, "prepaid", money, prepaid);
        }
        json.writeArrayPropertyStart("explanation");
        json.writeString(
                record.code() == ResultCode.DONE
                        ? "what the event was charged was taken back as it was, and what it had counted and drawn"
                        : "the event stands: " + Reasons.of(record.code()));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void add(final ResultRecord record) {
        charged = 0;
        prepaid = 0;
        record.effects(source);
        while (source.remaining() > 0) {
            if (effect.decode(source).kind() == EffectKind.CHARGED) {
                charged += effect.field(3);
                prepaid += effect.intField(2) == LineSlot.PREPAID ? effect.field(3) : 0;
            }
        }
    }
}
