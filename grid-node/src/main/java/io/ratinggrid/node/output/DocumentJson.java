package io.ratinggrid.node.output;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.explain.Names;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.partition.ResultRecord;
import tools.jackson.core.JsonGenerator;

/** Writes the documents and statements that a record issued, as elements of {@code documents.json}. Reused; one thread. */
final class DocumentJson {
    /** In order of the fields of {@link EffectKind#STATEMENT}, after the type. */
    private static final List<String> STATEMENT_PARTS =
            List.of("opening", "granted", "drawn", "expired", "rolled-over", "closing");

    private final Names names;
    private final CatalogHistory catalogs;
    private final ByteSource source = new ByteSource();
    private final Effect effect = new Effect();
    private JsonGenerator json;
    private Catalog catalog;
    private boolean inDocument;
    private boolean inStatement;

    DocumentJson(final Names names, final CatalogHistory catalogs) {
        this.names = names;
        this.catalogs = catalogs;
    }

    void write(final JsonGenerator newJson, final ResultRecord record) {
        json = newJson;
        catalog = catalogs.latest();
        record.effects(source);
        while (source.remaining() > 0) {
            effect.decode(source);
            write(record);
        }
        end();
    }

    private void write(final ResultRecord record) {
        final EffectKind kind = effect.kind();
        if (kind == EffectKind.DOCUMENT_ISSUED) {
            end();
            begin(record);
        } else if (kind == EffectKind.DOCUMENT_LINE) {
            line(record);
        } else if (kind == EffectKind.CREDITED && inDocument) {
            json.writeEndArray();
            json.writeNumberProperty("credits", effect.field(1));
            json.writeEndObject();
            inDocument = false;
        } else if (kind == EffectKind.INVOICE_VOIDED) {
            end();
            voided(record);
        } else if (kind == EffectKind.NUMBERED) {
            end();
            numbered(record);
        } else if (kind == EffectKind.STATEMENT_MADE) {
            beginStatement(record);
        } else if (kind == EffectKind.STATEMENT) {
            statement(record);
        } else if (kind != EffectKind.STATEMENT_BUCKET) {
            end();
        }
    }

    private void begin(final ResultRecord record) {
        inDocument = true;
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeStringProperty("account", names.account(record.command().account));
        json.writeStringProperty("kind", word(effect.intField(0)));
        json.writeNumberProperty("number", effect.field(1));
        Json.time(json, "issued", effect.field(4));
        Json.money(json, "total", catalog.money(), effect.field(5));
        json.writeArrayPropertyStart("lines");
    }

    /** A document that is there already is void. */
    private void voided(final ResultRecord record) {
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeStringProperty("account", names.account(record.command().account));
        json.writeStringProperty("kind", "void");
        json.writeNumberProperty("number", effect.field(0));
        json.writeEndObject();
    }

    /** A document that is there already has got its number. */
    private void numbered(final ResultRecord record) {
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeStringProperty("account", names.account(record.command().account));
        json.writeStringProperty("kind", "number");
        json.writeNumberProperty("number", effect.field(1));
        Json.series(json, catalogs.name(effect.intField(2)), effect.field(3));
        json.writeNumberProperty("series-number", effect.field(4));
        json.writeEndObject();
    }

    private void line(final ResultRecord record) {
        final long account = record.command().account;
        final String name = name(account, effect.intField(0));
        line(json, catalog.money(), name, names.zone(account), effect, 0);
    }

    /**
     * A line of a document, from its effect.
     *
     * @param name   of the line
     * @param number of the line in its document, from 1; 0: none
     */
    static void line(
            final JsonGenerator json,
            final Money money,
            final String name,
            final ZoneId zone,
            final Effect line,
            final int number) {
        json.writeStartObject();
        if (number > 0) {
            json.writeNumberProperty("number", number);
        }
        json.writeStringProperty("line", name);
        Json.cycle(json, zone, line.field(1));
        Json.lineKind(json, line.intField(2));
        json.writeStringProperty("total-so-far", money.decimal(line.field(3)).toPlainString());
        json.writeStringProperty("billed-before", money.decimal(line.field(4)).toPlainString());
        json.writeStringProperty("amount", money.decimal(line.field(5)).toPlainString());
        json.writeEndObject();
    }

    /** Those of a journal from before they were numbered begin with their first line. */
    private void beginStatement(final ResultRecord record) {
        end();
        inStatement = true;
        final long account = record.command().account;
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeStringProperty("account", names.account(account));
        json.writeStringProperty("kind", "statement");
        if (effect.kind() == EffectKind.STATEMENT_MADE) {
            json.writeNumberProperty("number", effect.field(0));
            Json.cycle(json, names.zone(account), effect.field(1));
            Json.period(json, effect.field(1), effect.field(2));
            Json.time(json, "made", record.command().atMs);
        }
        json.writeArrayPropertyStart("buckets");
    }

    private void statement(final ResultRecord record) {
        if (!inStatement) {
            beginStatement(record);
        }
        final String name = name(record.command().account, effect.intField(0));
        statementLine(json, catalog, catalogs.bucket(effect.intField(0)), name, effect);
    }

    /**
     * A line of a statement, from its effect.
     *
     * @param type of the buckets, null if no catalog has it
     * @param name of the type
     */
    static void statementLine(
            final JsonGenerator json,
            final Catalog catalog,
            final BucketType type,
            final String name,
            final Effect line) {
        json.writeStartObject();
        json.writeStringProperty("bucket", name);
        for (int i = 0; i < STATEMENT_PARTS.size(); i++) {
            json.writeStringProperty(STATEMENT_PARTS.get(i), BucketQuantity.text(type, catalog, line.field(i + 1)));
        }
        json.writeEndObject();
    }

    private void end() {
        if (inDocument || inStatement) {
            json.writeEndArray();
            json.writeEndObject();
        }
        inDocument = false;
        inStatement = false;
    }

    private String name(final long account, final int symbol) {
        final String name = catalogs.name(symbol);
        return name == null ? names.line(account, symbol) : name;
    }

    /** The word for a kind of document, {@code credit-note}. */
    static String word(final int documentKind) {
        return DocumentKind.of(documentKind).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
