package io.ratinggrid.node.output;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.InvoiceSlot;
import io.ratinggrid.rating.account.PaymentSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.ResultRecord;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the latest payments of an account, as of the state that a partition has now. Reused; one thread. */
public final class PaymentText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Money money;
    private final StateRecord head;
    private final ByteSource source = new ByteSource();
    private final Effect effect = new Effect();

    private PaymentText(final Money money, final StateRecord head) {
        this.money = money;
        this.head = head;
    }

    /** Journal sequences of the entries that took them. */
    public static long[] sequences(final PartitionEngine engine, final long key) {
        final Account account = engine.account(key);
        final LongStream.Builder sequences = LongStream.builder();
        int slot = account == null ? -1 : PaymentSlot.next(account.head(), 0);
        while (slot >= 0) {
            sequences.add(PaymentSlot.sequence(account.head(), slot));
            slot = PaymentSlot.next(account.head(), PaymentSlot.number(account.head(), slot));
        }
        return sequences.build().distinct().toArray();
    }

    /**
     * The latest, in the order in which they came; empty if the account is not open.
     *
     * @param records of the account, by the entries that took them; of one that is not there, only amount and time are told
     */
    public static String of(final PartitionEngine engine, final long key, final Map<Long, List<ResultRecord>> records) {
        final Account account = engine.account(key);
        if (account == null) {
            return "";
        }
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            new PaymentText(engine.catalogs().latest().money(), account.head()).write(json, records);
        }
        return text.toString();
    }

    private void write(final JsonGenerator json, final Map<Long, List<ResultRecord>> records) {
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeStringProperty("account", head.name());
        json.writeArrayPropertyStart("payments");
        int slot = PaymentSlot.next(head, 0);
        while (slot >= 0) {
            payment(json, slot, records.getOrDefault(PaymentSlot.sequence(head, slot), List.of()));
            slot = PaymentSlot.next(head, PaymentSlot.number(head, slot));
        }
        json.writeEndArray();
        if (InvoiceSlot.ahead(head) > 0) {
            Json.money(json, "paid-ahead", money, InvoiceSlot.ahead(head));
        }
        json.writeEndObject();
    }

    private void payment(final JsonGenerator json, final int slot, final List<ResultRecord> records) {
        final long amount = PaymentSlot.amount(head, slot);
        json.writeStartObject();
        json.writeNumberProperty("number", PaymentSlot.number(head, slot));
        Json.time(json, "at", PaymentSlot.atMs(head, slot));
        json.writeStringProperty("type", amount < 0 ? "refund" : "payment");
        json.writeStringProperty("amount", decimal(Math.abs(amount)));
        final Iterator<ResultRecord> record =
                records.stream().filter(candidate -> takes(candidate, slot)).iterator();
        if (record.hasNext()) {
            details(json, record.next());
        }
        json.writeEndObject();
    }

    /** Whether a record is where it was taken, and not one that is like it in the same entry. */
    private boolean takes(final ResultRecord record, final int slot) {
        record.effects(source);
        while (source.remaining() > 0) {
            if (effect.decode(source).kind() == EffectKind.PAYMENT_TAKEN) {
                return effect.field(0) == PaymentSlot.number(head, slot);
            }
        }
        return false;
    }

    private void details(final JsonGenerator json, final ResultRecord record) {
        final Command command = record.command();
        json.writeStringProperty("id", new String(command.id, 0, command.idLength, StandardCharsets.UTF_8));
        if (command.name != null && !command.name.isEmpty()) {
            json.writeStringProperty("reference", command.name);
        }
        boolean taken = false;
        json.writeArrayPropertyStart("invoices");
        record.effects(source);
        while (source.remaining() > 0) {
            effect.decode(source);
            taken |= effect.kind() == EffectKind.PAYMENT_TAKEN;
            if (taken && effect.kind() == EffectKind.INVOICE_PAID) {
                json.writeStartObject();
                json.writeNumberProperty("number", effect.field(0));
                json.writeStringProperty("amount", decimal(effect.field(1)));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private String decimal(final long scaled) {
        return money.decimal(scaled).toPlainString();
    }
}
