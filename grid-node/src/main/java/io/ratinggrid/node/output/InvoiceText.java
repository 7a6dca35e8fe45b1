package io.ratinggrid.node.output;

import java.io.StringWriter;
import java.time.ZoneId;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.DocumentNumberSlot;
import io.ratinggrid.rating.account.DocumentSlot;
import io.ratinggrid.rating.account.InvoiceSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.BillCycle;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.charging.NextInvoice;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.partition.PartitionEngine;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** JSON of an account's documents and their states, as of the state that a partition has now. Reused; one thread. */
public final class InvoiceText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PartitionEngine engine;
    private final Account account;
    private final StateRecord head;
    private final Catalog catalog;
    private final SymbolNames names;
    private final ZoneId zone;
    private final long asOfMs;

    private InvoiceText(final PartitionEngine engine, final Account account, final long asOfMs) {
        this.engine = engine;
        this.account = account;
        head = account.head();
        catalog = engine.catalogs().latest();
        names = new SymbolNames(engine.catalogs());
        zone = BillCycle.zone(AccountSlot.zone(head));
        this.asOfMs = asOfMs > 0 ? asOfMs : engine.timeMs();
    }

    /**
     * All documents that are kept, in order of their numbers, and a draft of the cycle that is over but not closed; empty if the
     * account is not open.
     *
     * @param asOfMs when it is asked whether they are overdue, milliseconds; 0: the time of the journal
     */
    public static String list(final PartitionEngine engine, final long key, final long asOfMs) {
        final Account account = engine.account(key);
        return account == null ? "" : new InvoiceText(engine, account, asOfMs).list();
    }

    /** Journal sequence of the entry that issued a document, 0 if it is not kept. */
    public static long sequence(final PartitionEngine engine, final long key, final long number) {
        final Account account = engine.account(key);
        final int slot = account == null ? -1 : DocumentSlot.find(account.head(), number);
        return slot < 0 ? 0 : DocumentSlot.sequence(account.head(), slot);
    }

    /** A document with its lines, or one of them with what it was made of; empty if it is not kept any more. */
    public static String one(final PartitionEngine engine, final long key, final LineTrace trace, final long asOfMs) {
        final Account account = engine.account(key);
        final int slot = account == null ? -1 : DocumentSlot.find(account.head(), trace.number());
        return slot < 0 ? "" : new InvoiceText(engine, account, asOfMs).one(trace);
    }

    private String list() {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            begin(json);
            json.writeArrayPropertyStart("invoices");
            for (int number = next(0); number > 0; number = next(number)) {
                json.writeStartObject();
                invoice(json, number);
                json.writeEndObject();
            }
            draft(json);
            json.writeEndArray();
            if (InvoiceSlot.ahead(head) > 0) {
                Json.money(json, "paid-ahead", catalog.money(), InvoiceSlot.ahead(head));
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private String one(final LineTrace trace) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            begin(json);
            invoice(json, trace.number());
            lines(json, trace);
            if (trace.read() > 0) {
                new ChargedJson(engine, catalog).write(json, trace);
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private void begin(final JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeStringProperty("account", head.name());
        Json.time(json, "as-of", asOfMs);
    }

    /** Smallest number above another of a document that is kept, or of an invoice that is open. */
    private int next(final int number) {
        final int document = DocumentSlot.next(head, number);
        final int invoice = InvoiceSlot.next(head, number);
        return document == 0 || invoice != 0 && invoice < document ? invoice : document;
    }

    private void invoice(final JsonGenerator json, final int number) {
        final int document = DocumentSlot.find(head, number);
        final int open = InvoiceSlot.find(head, number);
        json.writeNumberProperty("number", number);
        series(json, number);
        if (document >= 0) {
            json.writeStringProperty("kind", word(DocumentSlot.documentKind(head, document)));
            Json.time(json, "issued", DocumentSlot.issuedMs(head, document));
            credits(json, document);
        } else {
            Json.time(json, "issued", InvoiceSlot.issued(head, open) * 1000);
        }
        if (open >= 0) {
            Json.due(json, zone, InvoiceSlot.overdueFrom(head, open));
            json.writeStringProperty("state", state(open));
            amounts(json, InvoiceSlot.total(head, open), InvoiceSlot.paid(head, open));
        } else if (DocumentSlot.isVoid(head, document)) {
            json.writeStringProperty("state", "void");
            json.writeStringProperty("total", decimal(DocumentSlot.total(head, document)));
        } else if (DocumentSlot.owed(head, document)) {
            Json.due(json, zone, DocumentSlot.overdueFrom(head, document));
            json.writeStringProperty("state", "paid");
            amounts(json, DocumentSlot.total(head, document), DocumentSlot.total(head, document));
        } else {
            json.writeStringProperty("state", "final");
            json.writeStringProperty("total", decimal(DocumentSlot.total(head, document)));
        }
    }

    /** Its number in the series of the legal entity and year, once it has one. */
    private void series(final JsonGenerator json, final int number) {
        final int slot = DocumentNumberSlot.ofDocument(head, number);
        if (slot >= 0) {
            final String entity = engine.catalogs().name(DocumentNumberSlot.entity(head, slot));
            Json.series(json, entity, DocumentNumberSlot.year(head, slot));
            if (!DocumentNumberSlot.isAwaited(head, slot)) {
                json.writeNumberProperty("series-number", DocumentNumberSlot.number(head, slot));
            }
        }
    }

    private void credits(final JsonGenerator json, final int document) {
        if (DocumentSlot.credits(head, document) != 0) {
            json.writeNumberProperty("credits", DocumentSlot.credits(head, document));
        }
        if (DocumentSlot.credited(head, document) != 0) {
            json.writeStringProperty("credited", decimal(DocumentSlot.credited(head, document)));
        }
    }

    private String state(final int open) {
        if (asOfMs >= InvoiceSlot.overdueFrom(head, open) * 1000) {
            return "overdue";
        }
        return InvoiceSlot.paid(head, open) == 0 ? "open" : "partly-paid";
    }

    private void amounts(final JsonGenerator json, final long total, final long paid) {
        json.writeStringProperty("total", decimal(total));
        json.writeStringProperty("paid", decimal(paid));
        json.writeStringProperty("open", decimal(total - paid));
    }

    /** What the closing of the oldest cycle would issue, if the cycle is over. */
    private void draft(final JsonGenerator json) {
        final long cycle = NextInvoice.cycle(account);
        if (cycle == 0 || AccountSlot.quarantined(head)) {
            return;
        }
        final NextInvoice next = new NextInvoice(engine.catalogs());
        if (asOfMs >= next.endsMs(account)) {
            json.writeStartObject();
            json.writeStringProperty("kind", word(DocumentKind.CYCLE.number()));
            json.writeStringProperty("state", "draft");
            Json.cycle(json, zone, cycle);
            Json.time(json, "closes", next.closesMs(account));
            EstimateText.document(json, engine.catalogs(), head, next.of(account));
            json.writeEndObject();
        }
    }

    private void lines(final JsonGenerator json, final LineTrace trace) {
        final ByteSource source = new ByteSource();
        final Effect effect = new Effect();
        trace.begin().effects(source);
        boolean inside = false;
        int line = 0;
        json.writeArrayPropertyStart("lines");
        while (source.remaining() > 0) {
            effect.decode(source);
            if (effect.kind() == EffectKind.DOCUMENT_ISSUED) {
                inside = effect.intField(1) == trace.number();
            } else if (effect.kind() == EffectKind.DOCUMENT_LINE && inside) {
                line++;
                if (trace.line() == 0 || trace.line() == line) {
                    DocumentJson.line(json, catalog.money(), names.of(head, effect.intField(0)), zone, effect, line);
                }
            }
        }
        json.writeEndArray();
    }

    private static String word(final int documentKind) {
        return DocumentJson.word(documentKind);
    }

    private String decimal(final long scaled) {
        return catalog.money().decimal(scaled).toPlainString();
    }
}
