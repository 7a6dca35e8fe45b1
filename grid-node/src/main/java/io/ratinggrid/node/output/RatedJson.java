package io.ratinggrid.node.output;

import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.explain.Explainer;
import io.ratinggrid.rating.explain.Names;
import io.ratinggrid.rating.explain.RatedEvent;
import io.ratinggrid.rating.explain.RatedEvent.Part;
import io.ratinggrid.rating.explain.RatedEvent.Request;
import io.ratinggrid.rating.money.Money;
import tools.jackson.core.JsonGenerator;

/** Writes rated events, one object each, as lines of {@code rated.jsonl}. */
public final class RatedJson {
    private final Names names;
    private final Explainer explainer;
    private final boolean explained;

    /** {@code explained}: each line carries its explanation in words. */
    public RatedJson(final Names names, final boolean explained) {
        this.names = names;
        this.explainer = new Explainer(names);
        this.explained = explained;
    }

    public void write(final JsonGenerator json, final RatedEvent event) {
        write(json, event, Cancellation.NONE);
    }

    /** With what became of it since. */
    void write(final JsonGenerator json, final RatedEvent event, final Cancellation cancellation) {
        final Money money = event.catalog().money();
        final Command command = event.command();
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        Json.identity(json, command, names);
        event.request().ifPresent(request -> request(json, request));
        json.writeStringProperty("service", event.charge().model().service());
        Json.time(json, "start", event.startMs());
        if (command.numberLength > 0) {
            json.writeStringProperty("to", "+" + Digits.text(command.number, command.numberLength));
        }
        json.writeStringProperty("result", event.code().name());
        json.writeNumberProperty("used", event.used());
        json.writeNumberProperty("rated", event.counted());
        if (event.unfunded() > 0) {
            json.writeNumberProperty("unfunded", event.unfunded());
        }
        Json.money(json, "charged", money, event.amount());
        if (event.prepaid() != 0) {
            Json.money(json, "prepaid", money, event.prepaid());
        }
        json.writeStringProperty("document-line", event.charge().model().line());
        if (command.payer != Payer.ANY) {
            json.writeStringProperty("moved-to", command.payer.word());
        }
        cancellation.write(json, names);
        why(json, event, cancellation);
        json.writeEndObject();
    }

    /** Which request of which session said so. */
    static void request(final JsonGenerator json, final Request request) {
        json.writeStringProperty("session", request.session());
        json.writeNumberProperty("number", request.number());
        json.writeNumberProperty("group", request.group());
    }

    private void why(final JsonGenerator json, final RatedEvent event, final Cancellation cancellation) {
        json.writeStringProperty("catalog", event.catalog().model().version());
        json.writeStringProperty("charge", event.charge().name());
        if (!event.zone().isEmpty()) {
            json.writeStringProperty("zone", event.zone());
        }
        if (event.prefixLength() > 0) {
            json.writeStringProperty("prefix", Digits.text(event.command().number, event.prefixLength()));
        }
        json.writeArrayPropertyStart("parts");
        for (final Part part : event.parts()) {
            part(json, event, part);
        }
        json.writeEndArray();
        if (explained) {
            json.writeArrayPropertyStart("explanation");
            explainer.explain(event).forEach(json::writeString);
            cancellation.words().forEach(json::writeString);
            json.writeEndArray();
        }
    }

    private static void part(final JsonGenerator json, final RatedEvent event, final Part part) {
        json.writeStartObject();
        json.writeStringProperty("kind", PartWords.of(part.kind()));
        if (event.charge().bands() != null) {
            json.writeStringProperty("band", event.charge().bands().bandName(part.band()));
        }
        if (part.units() != 0) {
            json.writeNumberProperty("units", part.units());
        }
        if (part.tier() != 0 && part.bucket().isEmpty()) {
            json.writeNumberProperty("tier", part.tier() + 1);
        }
        if (part.amount() != 0) {
            json.writeStringProperty(
                    "amount", event.catalog().money().decimal(part.amount()).toPlainString());
        }
        if (!part.bucket().isEmpty()) {
            json.writeNumberProperty("bucket", part.detail());
        }
        json.writeEndObject();
    }
}
