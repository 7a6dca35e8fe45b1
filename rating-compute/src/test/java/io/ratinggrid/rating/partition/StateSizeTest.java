package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many bytes an account takes, and that they lie where the drawings of the state classes say. */
class StateSizeTest {
    /** Of an account with one line, three buckets and three accumulators, as its image stores it. */
    private static final int LIMIT_BYTES = 512;

    private static final String ACCOUNT = "customer-0004711";
    private static final String LINE = "447700900123";
    private static final long AT_MS = 1_780_394_400_000L; // 2026-06-02T10:00:00Z
    private static final int JUNE = 1_780_268_400; // 2026-05-31T23:00:00Z
    private static final int JULY = 1_782_860_400; // 2026-06-30T23:00:00Z
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: EUR
            timezone: Europe/London
            payment-terms: 14 days
            services: {voice: {unit: second}, sms: {unit: message}, data: {unit: octet}}
            buckets:
              minutes: {unit: minute, services: {voice: 1}, priority: 10, validity: cycle}
              messages: {unit: message, services: {sms: 0.3}, priority: 10, validity: cycle}
              gigabytes: {unit: GB, services: {data: 1}, priority: 10, validity: forever}
            tariffs:
              all:
                charges:
                  calls: {service: voice, line: Usage, accumulator: voice-month, price: 0.05 / 7 s}
                  texts: {service: sms, line: Usage, accumulator: sms-month, price: 0.01 / message}
                  surfing: {service: data, line: Usage, accumulator: data-month, price: 1.00 / GB}
            plans:
              all: {tariffs: [all], grants: {minutes: 1 minute, messages: 2 messages, gigabytes: 3 GB}}
            """;

    @TempDir
    private Path directory;

    private PartitionFixture grid;
    private Account account;

    @BeforeEach
    void rateThreeServices() throws IOException {
        Files.writeString(directory.resolve("catalog.yaml"), CATALOG);
        grid = new PartitionFixture(directory).at("2026-06-02T10:00:00Z");
        final Command open = grid.next(CommandType.OPEN_ACCOUNT, ACCOUNT);
        open.name = ACCOUNT;
        open.text = "EUR";
        open.zone = "Europe/London";
        open.cycleRule = 1;
        open.hasAmount = true;
        open.amountUnscaled = 70;
        assertEquals(ResultCode.DONE, grid.execute());
        grid.next(CommandType.ADD_SUBSCRIBER, ACCOUNT).name = LINE;
        assertEquals(ResultCode.DONE, grid.execute());
        final Command subscribe = grid.next(CommandType.SUBSCRIBE, ACCOUNT);
        subscribe.subscriber = 1;
        subscribe.name = "all";
        assertEquals(ResultCode.DONE, grid.execute());
        assertEquals(ResultCode.DONE, grid.use(ACCOUNT, 1, "voice", "", 61_000));
        assertEquals(ResultCode.DONE, grid.use(ACCOUNT, 1, "sms", "", 7));
        assertEquals(ResultCode.DONE, grid.use(ACCOUNT, 1, "data", "", 3_500_000_000L));
        account = grid.account(ACCOUNT);
    }

    @Test
    void shouldKeepALineWithThreeBucketsAndThreeAccumulatorsIn512Bytes() {
        final StateRecord head = account.head();
        final StateRecord line = account.record(1);
        assertEquals(3, slots(line, SlotKind.BUCKET));
        assertEquals(3, slots(line, SlotKind.ACCUMULATOR));
        assertEquals(1, slots(line, SlotKind.SUBSCRIPTION));
        assertEquals(1, slots(head, SlotKind.LINE));
        final int bytes = head.bytes().length + line.bytes().length;
        System.out.println("state: head=" + head.bytes().length + " line=" + line.bytes().length + " sum=" + bytes
                + " in its image=" + imageBytes());
        assertEquals((16 + 16 + 2 * 48) + (16 + 16 + 7 * 48), bytes);
        assertTrue(imageBytes() <= LIMIT_BYTES, () -> "bytes=" + imageBytes());
    }

    private static int slots(final StateRecord record, final int kind) {
        int count = 0;
        for (int slot = record.first(kind); slot >= 0; slot = record.next(kind, slot)) {
            count++;
        }
        return count;
    }

    /** What the image of its chunk is longer for it than the same without any account. */
    private int imageBytes() {
        final ByteSink sink = new ByteSink(1 << 10);
        ChunkImage.writeAccounts(sink, List.of(account));
        return sink.length() - 1;
    }

    @Test
    void shouldLayARecordOutAsDrawn() {
        final ByteBuffer line = buffer(account.record(1));
        assertEquals(1, line.get(0), "version");
        assertEquals(LINE.length(), line.get(1), "name length");
        assertEquals(7, line.getShort(2), "slots");
        assertEquals(1, line.getShort(4), "ordinal");
        assertEquals(0, line.getShort(6), "zero");
        assertEquals(6, line.getLong(8), "sequence");
        assertEquals(LINE, new String(line.array(), 16, LINE.length(), StandardCharsets.UTF_8));
        assertEquals(0, line.getInt(28), "padding");
        assertEquals(SlotKind.SUBSCRIPTION, line.get(32), "first slot");
        assertEquals(line.capacity(), 32 + 7 * 48);
    }

    @Test
    void shouldLayTheHeadOutAsDrawn() {
        final ByteBuffer slot = slot(account.head(), SlotKind.ACCOUNT, 0);
        assertEquals(1, slot.get(1), "cycle day");
        assertEquals(2, slot.get(2), "flags");
        assertEquals(0, slot.get(3), "days of a cycle");
        assertEquals(Symbol.of("Europe/London"), slot.getInt(4));
        assertEquals(AccountKey.of(ACCOUNT), slot.getLong(8));
        assertEquals(JUNE, slot.getInt(16), "cycle from");
        assertEquals(JULY, slot.getInt(20), "cycle to");
        assertEquals(70_000_000, slot.getLong(24), "credit limit");
        assertEquals(3, slot.getInt(32), "last bucket");
        assertEquals(0, slot.getInt(36), "last document");
        assertEquals(JUNE, slot.getInt(40), "closed until");
        assertEquals(1, slot.getShort(44), "subscribers");
        assertEquals(AT_MS / 86_400_000, slot.getShort(46), "receipt day");
    }

    /** 1 s at 0.05 / 7 s, 1 message at 0.01 and 0.5 GB at 1.00. */
    @Test
    void shouldLayADocumentLineOutAsDrawn() {
        final ByteBuffer slot = slot(account.head(), SlotKind.LINE, 0);
        assertEquals(0, slot.get(1), "flags");
        assertEquals(Symbol.of("Usage"), slot.getInt(4));
        assertEquals(JUNE, slot.getInt(8), "cycle from");
        assertEquals(0, slot.getInt(12), "zero");
        assertEquals(7_142 + 10_000 + 500_000, slot.getLong(16), "whole");
        assertEquals(6, 7 * slot.getLong(24) / slot.getLong(32), "numerator / denominator");
        assertEquals(0, slot.getLong(40), "billed");
    }

    @Test
    void shouldLayASubscriptionOutAsDrawn() {
        final ByteBuffer slot = slot(account.record(1), SlotKind.SUBSCRIPTION, 0);
        assertEquals(Symbol.of("all"), slot.getInt(4));
        assertEquals((int) (AT_MS / 1000), slot.getInt(8), "from");
        assertEquals(-1, slot.getInt(12), "until");
        assertEquals(0, slot.getLong(16), "zeros");
    }

    /** Six messages at 0.3 draw 1.8 of the two: one of them is whole. */
    @Test
    void shouldLayABucketOutAsDrawn() {
        final ByteBuffer slot = slot(account.record(1), SlotKind.BUCKET, 1);
        assertEquals(0, slot.get(1), "flags");
        assertEquals(0, slot.get(2), "cycles left");
        assertEquals(Symbol.of("messages"), slot.getInt(4));
        assertEquals((int) (AT_MS / 1000), slot.getInt(8), "valid from");
        assertEquals(JULY, slot.getInt(12), "valid to");
        assertEquals(1, slot.getLong(16), "remaining");
        assertEquals(2, slot.getLong(24), "granted");
        assertEquals(8, 10 * slot.getInt(32) / slot.getInt(36), "numerator / denominator");
        assertEquals(2, slot.getInt(40), "id");
        assertEquals(0, slot.getInt(44), "zero");
        assertEquals(-1, slot(account.record(1), SlotKind.BUCKET, 2).getInt(12), "no end");
    }

    @Test
    void shouldLayAnAccumulatorOutAsDrawn() {
        final ByteBuffer slot = slot(account.record(1), SlotKind.ACCUMULATOR, 0);
        assertEquals(Symbol.of("voice-month"), slot.getInt(4));
        assertEquals(JUNE, slot.getInt(8), "cycle from");
        assertEquals(0, slot.getInt(12), "zero");
        assertEquals(1_000, slot.getLong(16), "value");
        assertEquals(0, slot.getLong(24), "time of the latest");
        assertEquals(0, slot.getLong(32), "zeros");
    }

    @Test
    void shouldLayASessionOutAsDrawn() {
        final Command event = grid.next(CommandType.USAGE, ACCOUNT);
        event.subscriber = 1;
        event.service = Symbol.of("voice");
        event.quantity = 8_000;
        event.session = 0x1234_5678_9abc_def0L;
        assertEquals(ResultCode.DONE, grid.execute());
        final ByteBuffer session = slot(account.record(1), SlotKind.SESSION, 0);
        assertEquals(Symbol.of("calls"), session.getInt(4));
        assertEquals(event.session, session.getLong(8));
        assertEquals(8_000, session.getLong(16), "counted");
        assertEquals(0, session.getLong(24), "slack");
        assertEquals(8_000, session.getLong(32), "tier position");
        assertEquals((int) (AT_MS / 1000), session.getInt(40), "last record");
        assertEquals(0, session.getInt(44), "last band");
        final ByteBuffer money = slot(account.record(1), SlotKind.SESSION_MONEY, 0);
        assertEquals(event.session, money.getLong(8));
        assertEquals(57_142, money.getLong(16), "gross");
        assertEquals(6, 7 * money.getLong(24) / money.getLong(32), "numerator / denominator");
    }

    /** The document line above is 0.52; 0.20 are paid, then 1.00. */
    @Test
    void shouldLayAnInvoiceOutAsDrawn() {
        grid.next(CommandType.INVOICE, ACCOUNT);
        assertEquals(ResultCode.DONE, grid.execute());
        pay(20);
        final ByteBuffer invoice = slot(account.head(), SlotKind.INVOICE, 0);
        assertEquals(1, invoice.getInt(4), "number");
        assertEquals((int) (AT_MS / 1000), invoice.getInt(8), "issued");
        assertEquals(Instant.parse("2026-06-16T23:00:00Z").getEpochSecond(), invoice.getInt(12), "overdue from");
        assertEquals(520_000, invoice.getLong(16), "total");
        assertEquals(200_000, invoice.getLong(24), "paid");
        assertEquals(0, invoice.getLong(32), "zeros");
        final ByteBuffer document = slot(account.head(), SlotKind.DOCUMENT, 0);
        assertEquals(7, document.get(1), "demand");
        assertEquals(1, document.getShort(2), "to be paid");
        assertEquals(1, document.getInt(4), "number");
        assertEquals(invoice.getInt(12), document.getInt(8), "overdue from");
        assertEquals(0, document.getInt(12), "zero");
        assertEquals(520_000, document.getLong(16), "total");
        assertEquals(AT_MS, document.getLong(24), "issued");
        assertEquals(7, document.getLong(32), "sequence");
        assertEquals(0, document.getLong(40), "zero");
        pay(100);
        assertEquals(0, slots(account.head(), SlotKind.INVOICE));
        final ByteBuffer ahead = slot(account.head(), SlotKind.PAID_AHEAD, 0);
        assertEquals(0, ahead.getInt(4), "zero");
        assertEquals(680_000, ahead.getLong(8), "amount");
        assertEquals(0, ahead.getLong(16), "zeros");
    }

    private void pay(final int cents) {
        final Command payment = grid.next(CommandType.PAYMENT, ACCOUNT);
        payment.hasAmount = true;
        payment.amountUnscaled = cents;
        payment.amountDecimals = 2;
        assertEquals(ResultCode.DONE, grid.execute());
    }

    /** The bytes of the n-th slot of a kind, from 0. */
    private static ByteBuffer slot(final StateRecord record, final int kind, final int n) {
        int slot = record.first(kind);
        for (int i = 0; i < n; i++) {
            slot = record.next(kind, slot);
        }
        final int slotsAt = record.bytes().length - record.slots() * StateRecord.SLOT;
        final ByteBuffer bytes = ByteBuffer.wrap(record.bytes(), slotsAt + slot * StateRecord.SLOT, StateRecord.SLOT)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(kind, bytes.get(0), "kind");
        return bytes;
    }

    private static ByteBuffer buffer(final StateRecord record) {
        return ByteBuffer.wrap(record.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
