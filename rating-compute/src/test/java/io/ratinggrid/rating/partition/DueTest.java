package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.ReservationSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.source.CatalogSource;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.command.SessionGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What time has to do without any command: known live, in recovery and from images. */
class DueTest {
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: EUR
            timezone: UTC
            grace: 2 days
            services: {sms: {unit: message}}
            buckets: {wallet: {money: true, services: [sms]}}
            tariffs: {all: {charges: {texts: {service: sms, line: Texts, price: 1.00 / message}}}}
            plans: {all: {tariffs: [all], fee: {amount: 5.00, line: Fee}}}
            """;

    private static final long NEVER = Long.MAX_VALUE;

    @TempDir
    private Path directory;

    private CatalogHistory catalogs;
    private PartitionEngine live;
    private PartitionEngine recovered;
    private final ByteSink bytes = new ByteSink(256);
    private long sequence;
    private long entryMs;

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(directory.resolve("catalog.yaml"), CATALOG);
        final var load = CatalogSource.load(directory);
        assertTrue(load.ok(), () -> load.problems().toString());
        catalogs = new CatalogHistory(
                load.versions().stream().map(CatalogCompiler::compile).toList());
        live = engine();
        recovered = engine();
        assertEquals(NEVER, live.dueMs());
        at("2026-06-10T12:00:00Z");
        final Command open = next(CommandType.OPEN_ACCOUNT);
        open.name = "acme";
        open.text = "EUR";
        open.zone = "UTC";
        open.cycleRule = 1;
        done(open);
        assertEquals(NEVER, live.dueMs());
        final Command subscribe = next(CommandType.SUBSCRIBE);
        subscribe.name = "all";
        done(subscribe);
    }

    private PartitionEngine engine() {
        return new PartitionEngine(catalogs, PartitionSettings.DEFAULT);
    }

    @Test
    void aCycleTurnsAndIsClosedAfterItsGrace() {
        assertDue("2026-07-01T00:00:00Z");

        assertEquals(ResultCode.DONE, due("2026-07-01T00:00:01Z"));
        assertEquals(seconds("2026-07-01T00:00:00Z"), AccountSlot.cycleFrom(head()));
        assertEquals(seconds("2026-06-01T00:00:00Z"), AccountSlot.closedUntil(head()));
        assertDue("2026-07-03T00:00:00Z");

        assertEquals(ResultCode.DONE, due("2026-07-03T00:00:00Z"));
        assertEquals(seconds("2026-07-01T00:00:00Z"), AccountSlot.closedUntil(head()));
        assertDue("2026-08-01T00:00:00Z");
    }

    @Test
    void whoHasSleptForYearsIsWokenStepByStep() {
        int steps = 0;
        final long nowMs = ms("2036-06-10T12:00:00Z");
        while (live.dueMs() <= nowMs) {
            assertEquals(ResultCode.DONE, due("2036-06-10T12:00:00Z"));
            steps++;
        }
        assertEquals(240, steps);
        assertDue("2036-07-01T00:00:00Z");
    }

    @Test
    void whatASessionHoldsLapses() {
        final Command reserve = next(CommandType.RESERVE);
        reserve.session = 7;
        reserve.requestNumber = 1;
        reserve.validitySeconds = 30;
        final SessionGroup group = reserve.addGroup();
        group.service = Symbol.of("sms");
        group.hasRequest = true;
        group.requested = 10;
        done(reserve);
        assertDue("2026-06-10T12:01:00Z");

        assertEquals(ResultCode.DONE, due("2026-06-10T12:01:00Z"));
        assertEquals(0, ReservationSlot.creditHeld(head()));
        assertDue("2026-07-01T00:00:00Z");
    }

    @Test
    void whatCannotBeDoneIsDueAnHourLater() {
        final long muchCents = Long.MAX_VALUE / catalogs.latest().money().scaledPerMinor() / 3 * 2;
        for (int i = 0; i < 2; i++) {
            final Command topUp = next(CommandType.TOP_UP);
            topUp.name = "wallet";
            topUp.hasAmount = true;
            topUp.amountUnscaled = muchCents;
            topUp.amountDecimals = 2;
            done(topUp);
        }
        assertEquals(ResultCode.AMOUNT_OVERFLOW, due("2026-07-01T00:00:00Z"));
        assertEquals(ms("2026-07-01T01:00:00Z"), live.dueMs());
        assertEquals(ResultCode.AMOUNT_OVERFLOW, due("2026-07-01T01:00:00Z"));
        assertEquals(ms("2026-07-01T02:00:00Z"), live.dueMs());
    }

    private void assertDue(final String instant) {
        assertEquals(ms(instant), live.dueMs());
        assertEquals(ms(instant), recovered.dueMs());
        final PartitionEngine imaged = engine();
        for (int chunk = 0; chunk < live.chunks(); chunk++) {
            final ByteSink image = new ByteSink(1_024);
            live.writeChunk(chunk, image);
            imaged.readChunk(chunk, image.copy());
        }
        assertEquals(ms(instant), imaged.dueMs());
    }

    private StateRecord head() {
        return live.account(AccountKey.of("acme")).head();
    }

    private ResultCode due(final String instant) {
        at(instant);
        live.beginEntry(++sequence, entryMs);
        final ResultCode code = live.executeDue();
        recover();
        return code;
    }

    private void at(final String instant) {
        entryMs = ms(instant);
    }

    private static long ms(final String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    private static long seconds(final String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    private Command next(final CommandType type) {
        final Command command = new Command();
        command.reset(type);
        command.account = AccountKey.of("acme");
        command.atMs = entryMs;
        command.startMs = entryMs;
        command.name = "";
        command.text = "";
        command.zone = "";
        return command;
    }

    private void done(final Command command) {
        assertEquals(ResultCode.DONE, execute(command));
    }

    private ResultCode execute(final Command command) {
        bytes.truncate(0);
        CommandCodec.encode(command, bytes);
        live.beginEntry(++sequence, entryMs);
        final ResultCode code = live.execute(bytes.bytes(), 0, bytes.length());
        recover();
        return code;
    }

    private void recover() {
        recovered.apply(
                sequence, entryMs, live.records().bytes(), 0, live.records().length());
    }
}
