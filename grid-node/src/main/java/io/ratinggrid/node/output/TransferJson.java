package io.ratinggrid.node.output;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.explain.Names;
import io.ratinggrid.rating.partition.ResultRecord;
import tools.jackson.core.JsonGenerator;

/** Writes the steps of transfers, one object each, as lines of {@code transfers.jsonl}. Reused; one thread. */
final class TransferJson {
    private final Names names;
    private final CatalogHistory catalogs;
    private final ByteSource source = new ByteSource();
    private final Effect effect = new Effect();

    TransferJson(final Names names, final CatalogHistory catalogs) {
        this.names = names;
        this.catalogs = catalogs;
    }

    /** True if a record is a step of a transfer that was done now: sent, answered or settled. */
    static boolean isStep(final ResultRecord record) {
        return switch (record.command().type) {
            case TRANSFER, SETTLE_TRANSFER -> record.code() == ResultCode.DONE;
            case RECEIVE_TRANSFER -> record.code().kind() != ResultCode.Kind.DUPLICATE;
            default -> false;
        };
    }

    void write(final JsonGenerator json, final ResultRecord record) {
        final Command command = record.command();
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        if (command.type == CommandType.TRANSFER) {
            Json.identity(json, command, names);
        } else {
            json.writeStringProperty("account", names.account(command.account));
        }
        json.writeStringProperty("type", command.type.word());
        Json.time(json, "at", command.atMs);
        if (command.type == CommandType.RECEIVE_TRANSFER) {
            received(json, command, record.code());
        } else {
            record.effects(source);
            while (source.remaining() > 0) {
                effect.decode(source);
                if (effect.kind() == EffectKind.TRANSIT_PUT) {
                    sent(json, command);
                } else if (effect.kind() == EffectKind.TRANSIT_SETTLED) {
                    settled(json, command);
                }
            }
        }
        json.writeEndObject();
    }

    private void sent(final JsonGenerator json, final Command command) {
        final String amount = amount(effect.intField(1), effect.field(4));
        item(json, names.account(command.account), effect.field(0), effect.intField(1), amount);
        json.writeStringProperty("to", effect.text());
        explain(
                json,
                amount + " left " + names.account(command.account) + " for " + effect.text()
                        + " and was in transit until " + effect.text() + " had answered");
    }

    private void received(final JsonGenerator json, final Command command, final ResultCode code) {
        final String from = names.account(command.sourceAccount);
        final String amount = amount(command.bucket, command.quantity);
        item(json, from, command.item, command.bucket, amount);
        json.writeStringProperty("result", code.name());
        final String account = names.account(command.account);
        explain(
                json,
                code == ResultCode.DONE
                        ? account + " was granted " + amount
                        : account + " refused it: " + Reasons.of(code));
    }

    private void settled(final JsonGenerator json, final Command command) {
        final ResultCode answer = ResultCode.of(effect.intField(3));
        final String amount = amount(effect.intField(1), effect.field(2));
        item(json, names.account(command.account), effect.field(0), effect.intField(1), amount);
        json.writeStringProperty("result", answer.name());
        explain(
                json,
                answer == ResultCode.DONE
                        ? "settled: " + amount + " is no longer in transit"
                        : amount + " came back: " + Reasons.of(answer));
    }

    private void item(
            final JsonGenerator json, final String from, final long item, final int type, final String amount) {
        json.writeStringProperty("from", from);
        json.writeNumberProperty("item", item);
        final String bucket = catalogs.name(type);
        json.writeStringProperty("bucket", bucket == null ? Integer.toHexString(type) : bucket);
        json.writeStringProperty("amount", amount);
    }

    private static void explain(final JsonGenerator json, final String sentence) {
        json.writeArrayPropertyStart("explanation");
        json.writeString(sentence);
        json.writeEndArray();
    }

    private String amount(final int type, final long amount) {
        final Catalog catalog = catalogs.latest();
        return BucketQuantity.text(catalogs.bucket(type), catalog, amount);
    }
}
