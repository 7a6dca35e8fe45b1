package io.ratinggrid.node.output;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.ReservationSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.partition.PartitionEngine;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What sessions of an account hold, as of the state that a partition has now. On the thread that steps the partition. */
public final class SessionsText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PartitionEngine engine;
    private final Account account;
    private final Catalog catalog;

    private SessionsText(final PartitionEngine engine, final Account account) {
        this.engine = engine;
        this.account = account;
        catalog = engine.catalogs().latest();
    }

    /** {@code sessions} in the order of their first reservation; empty if the account is not open. {@code session}: that alone, empty: all. */
    public static String of(final PartitionEngine engine, final long key, final String session) {
        final Account account = engine.account(key);
        if (account == null) {
            return "";
        }
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            new SessionsText(engine, account).write(json, session);
        }
        return text.toString();
    }

    private void write(final JsonGenerator json, final String wanted) {
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeArrayPropertyStart("sessions");
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (final long session : sessions(record).keySet()) {
                if (wanted.isEmpty() || isOf(session, wanted)) {
                    write(json, record, session, wanted);
                }
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static Map<Long, Integer> sessions(final StateRecord record) {
        final Map<Long, Integer> found = new LinkedHashMap<>();
        for (int slot = record.first(SlotKind.RESERVATION); slot >= 0; ) {
            found.merge(ReservationSlot.session(record, slot), 1, Integer::sum);
            slot = record.next(SlotKind.RESERVATION, slot);
        }
        return found;
    }

    private static boolean isOf(final long session, final String wanted) {
        return AttributeValue.hash(wanted) == session || hashText(session).equals(wanted);
    }

    /** The state knows a session by the hash of its id, which requests may name it by, too. */
    private static String hashText(final long session) {
        return String.format("#%016x", session);
    }

    private void write(final JsonGenerator json, final StateRecord record, final long session, final String wanted) {
        json.writeStartObject();
        json.writeStringProperty("session", wanted.isEmpty() ? hashText(session) : wanted);
        if (record.ordinal() != 0) {
            json.writeStringProperty("subscriber", record.name());
        }
        json.writeArrayPropertyStart("groups");
        for (int slot = record.first(SlotKind.RESERVATION); slot >= 0; ) {
            if (ReservationSlot.session(record, slot) == session) {
                group(json, record, slot);
            }
            slot = record.next(SlotKind.RESERVATION, slot);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void group(final JsonGenerator json, final StateRecord record, final int slot) {
        json.writeStartObject();
        json.writeNumberProperty("group", ReservationSlot.group(record, slot));
        json.writeStringProperty("service", name(ReservationSlot.service(record, slot)));
        json.writeNumberProperty("granted", ReservationSlot.granted(record, slot));
        Json.time(json, "start", ReservationSlot.startMs(record, slot));
        Json.time(json, "until", ReservationSlot.until(record, slot) * 1000);
        json.writeArrayPropertyStart("held");
        for (int hold = record.first(SlotKind.HOLD); hold >= 0; hold = record.next(SlotKind.HOLD, hold)) {
            if (ReservationSlot.isHoldOf(record, hold, slot)) {
                held(json, record, hold);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void held(final JsonGenerator json, final StateRecord record, final int hold) {
        final int id = ReservationSlot.bucket(record, hold);
        final long amount = ReservationSlot.amount(record, hold);
        json.writeStartObject();
        if (id == 0) {
            json.writeStringProperty(
                    "credit",
                    catalog.money().decimal(amount).toPlainString() + " "
                            + catalog.money().code());
        } else {
            final StateRecord holder = account.record(ReservationSlot.holder(record, hold));
            final int type = BucketSlot.type(holder, BucketSlot.find(holder, id));
            json.writeNumberProperty("id", id);
            json.writeStringProperty("bucket", name(type));
            json.writeStringProperty(
                    "amount", BucketQuantity.text(engine.catalogs().bucket(type), catalog, amount));
        }
        json.writeEndObject();
    }

    private String name(final int symbol) {
        final String name = engine.catalogs().name(symbol);
        return name == null ? Integer.toHexString(symbol) : name;
    }
}
