package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.StatementSlot;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.charging.OpenStatement;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which statements an account has, where they are, and what the next would say. */
class StatementsKeptTest {
    private static final String ACCOUNT = "acme";
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: EUR
            timezone: Europe/London
            services: {sms: {unit: message}}
            buckets:
              messages: {unit: message, services: {sms: 1}, validity: cycle, rollover: {maximum: 5 messages, cycles: 2}}
              packs: {unit: message, services: {sms: 1}}
            tariffs: {all: {charges: {texts: {service: sms, line: Usage, price: 1.00 / message}}}}
            plans:
              bare: {tariffs: [all]}
              full: {tariffs: [all], grants: {messages: 20 messages}}
            """;

    @TempDir
    private Path directory;

    private PartitionFixture grid;

    @BeforeEach
    void load() throws IOException {
        Files.writeString(directory.resolve("catalog.yaml"), CATALOG);
        grid = new PartitionFixture(directory).at("2026-06-02T10:00:00Z");
    }

    @Test
    void shouldNumberThemAndNameTheOneBefore() {
        grid.open(ACCOUNT, 0, "full");
        assertEquals(ResultCode.DONE, grid.use(ACCOUNT, 0, "sms", "", 13));
        assertEquals(0, StatementSlot.number(head()));
        assertEquals(
                List.of("1 of 2026-05-31T23:00:00Z to 2026-06-30T23:00:00Z behind 0"), turn("2026-07-02T10:00:00Z"));
        assertEquals(1, StatementSlot.number(head()));
        assertEquals(4, StatementSlot.sequence(head()));
        assertEquals(
                List.of(
                        "2 of 2026-06-30T23:00:00Z to 2026-07-31T23:00:00Z behind 4",
                        "3 of 2026-07-31T23:00:00Z to 2026-08-31T23:00:00Z behind 5"),
                turn("2026-09-02T10:00:00Z"));
        assertEquals(3, StatementSlot.number(head()));
        assertEquals(5, StatementSlot.sequence(head()));
        assertEquals(1, count(), "the latest alone is part of the state");
    }

    @Test
    void shouldMakeNoneOfACycleWithoutBuckets() {
        grid.open(ACCOUNT, 0, "bare");
        assertEquals(List.of(), turn("2026-07-02T10:00:00Z"));
        assertEquals(0, StatementSlot.number(head()));
        grid.next(CommandType.SUBSCRIBE, ACCOUNT).name = "full";
        assertEquals(ResultCode.DONE, grid.execute());
        assertEquals(
                List.of("1 of 2026-06-30T23:00:00Z to 2026-07-31T23:00:00Z behind 0"), turn("2026-08-02T10:00:00Z"));
    }

    @Test
    void shouldSayWhatTheNextWouldSay() {
        grid.open(ACCOUNT, 0, "full");
        assertEquals(ResultCode.DONE, grid.use(ACCOUNT, 0, "sms", "", 13));
        final Command topUp = grid.next(CommandType.TOP_UP, ACCOUNT);
        topUp.name = "packs";
        topUp.quantity = 3;
        topUp.untilMs = Instant.parse("2026-07-15T00:00:00Z").toEpochMilli();
        assertEquals(ResultCode.DONE, grid.execute());
        final byte[] before = head().bytes().clone();
        assertEquals("0 20 13 0 0 7", open("2026-06-20T00:00:00Z"));
        assertEquals("0 20 13 2 5 0", open("2026-06-30T23:00:00Z"), "at the end of the cycle");
        assertEquals("0 20 13 2 5 0", open("2026-10-01T00:00:00Z"), "no later than that");
        assertEquals("0 3 0 0 0 3", open("2026-10-01T00:00:00Z", "packs"), "what ends in a later cycle");
        assertEquals(ByteBuffer.wrap(before), ByteBuffer.wrap(head().bytes()));
        turn("2026-07-02T10:00:00Z");
        assertEquals("5 20 0 0 0 25", open("2026-07-02T10:00:00Z"));
    }

    @Test
    void shouldLayTheSlotOutAsDrawn() {
        grid.open(ACCOUNT, 0, "full");
        turn("2026-07-02T10:00:00Z");
        final StateRecord head = head();
        final int slotsAt = head.bytes().length - head.slots() * StateRecord.SLOT;
        final ByteBuffer slot = ByteBuffer.wrap(
                        head.bytes(), slotsAt + head.first(SlotKind.STATEMENT) * StateRecord.SLOT, StateRecord.SLOT)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(36, slot.getInt(0), "kind, zeros");
        assertEquals(1, slot.getInt(4), "number");
        assertEquals(3, slot.getLong(8), "sequence");
        for (int at = 16; at < StateRecord.SLOT; at += 8) {
            assertEquals(0, slot.getLong(at), "zeros");
        }
    }

    /** Statements that the account's cycles make until then. */
    private List<String> turn(final String instant) {
        grid.at(instant).next(CommandType.ADVANCE_TIME, ACCOUNT).fromMs =
                Instant.parse(instant).toEpochMilli();
        assertEquals(ResultCode.DONE, grid.execute());
        final byte[] written = grid.engine().records().copy();
        final ByteSource effects = new ResultRecord()
                .decode(new ByteSource().wrap(written, 0, written.length))
                .effects(new ByteSource());
        final List<String> made = new ArrayList<>();
        final Effect effect = new Effect();
        while (effects.remaining() > 0) {
            if (effect.decode(effects).kind() == EffectKind.STATEMENT_MADE) {
                made.add(effect.field(0) + " of " + Instant.ofEpochSecond(effect.field(1)) + " to "
                        + Instant.ofEpochSecond(effect.field(2)) + " behind " + effect.field(3));
            }
        }
        return made;
    }

    private String open(final String instant) {
        return open(instant, "messages");
    }

    private String open(final String instant, final String type) {
        final ByteSink effects = new OpenStatement(grid.engine().catalogs())
                .of(grid.account(ACCOUNT), Instant.parse(instant).toEpochMilli());
        final ByteSource source = new ByteSource().wrap(effects.bytes(), 0, effects.length());
        final List<String> figures = new ArrayList<>();
        final Effect line = new Effect();
        while (source.remaining() > 0) {
            if (line.decode(source).kind() == EffectKind.STATEMENT && line.intField(0) == Symbol.of(type)) {
                for (int field = 1; field < EffectKind.STATEMENT.fields(); field++) {
                    figures.add(Long.toString(line.field(field)));
                }
            }
        }
        return String.join(" ", figures);
    }

    private StateRecord head() {
        return grid.account(ACCOUNT).head();
    }

    private int count() {
        int count = 0;
        for (int slot = head().first(SlotKind.STATEMENT); slot >= 0; slot = head().next(SlotKind.STATEMENT, slot)) {
            count++;
        }
        return count;
    }
}
