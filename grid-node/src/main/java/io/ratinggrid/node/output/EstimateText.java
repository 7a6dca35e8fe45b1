package io.ratinggrid.node.output;

import java.io.StringWriter;
import java.time.ZoneId;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.BillCycle;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.charging.NextInvoice;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.partition.PartitionEngine;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of what the next bill of an account would be, as of the state that a partition has now. On the thread that steps the
 * partition.
 */
public final class EstimateText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EstimateText() {}

    /** Empty if the account is not open, or has no cycle yet. */
    public static String of(final PartitionEngine engine, final long key) {
        final Account account = engine.account(key);
        if (account == null || NextInvoice.cycle(account) == 0 || AccountSlot.quarantined(account.head())) {
            return "";
        }
        final NextInvoice next = new NextInvoice(engine.catalogs());
        final ZoneId zone = BillCycle.zone(AccountSlot.zone(account.head()));
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberProperty("v", Json.FORMAT);
            json.writeStringProperty("account", account.head().name());
            Json.cycle(json, zone, NextInvoice.cycle(account));
            Json.time(json, "closes", next.closesMs(account));
            document(json, engine.catalogs(), account.head(), next.of(account));
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Lines and total of the document of a cycle among the effects of its closing. */
    static void document(
            final JsonGenerator json, final CatalogHistory catalogs, final StateRecord head, final ByteSink effects) {
        final Money money = catalogs.latest().money();
        final SymbolNames names = new SymbolNames(catalogs);
        final ZoneId zone = BillCycle.zone(AccountSlot.zone(head));
        final ByteSource source = new ByteSource().wrap(effects.bytes(), 0, effects.length());
        final Effect effect = new Effect();
        boolean isCycle = false;
        long total = 0;
        json.writeArrayPropertyStart("lines");
        while (source.remaining() > 0) {
            effect.decode(source);
            if (effect.kind() == EffectKind.DOCUMENT_ISSUED) {
                isCycle = effect.intField(0) == DocumentKind.CYCLE.number();
                total = isCycle ? effect.field(5) : total;
            } else if (effect.kind() == EffectKind.DOCUMENT_LINE && isCycle) {
                DocumentJson.line(json, money, names.of(head, effect.intField(0)), zone, effect, 0);
            }
        }
        json.writeEndArray();
        Json.money(json, "total", money, total);
    }
}
