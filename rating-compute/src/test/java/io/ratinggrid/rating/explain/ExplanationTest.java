package io.ratinggrid.rating.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.source.CatalogSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.partition.ResultRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an explanation says of late, split and time-weighted usage, and of what was refilled after it. */
class ExplanationTest {
    private static final long ACCOUNT = 1;

    @TempDir
    Path directory;

    private CatalogHistory catalogs;
    private PartitionEngine engine;
    private long sequence;
    private long now = time("2026-06-02T10:00:00Z");

    @Test
    void shouldSayWhereLateUsageCounts() {
        open("services: {clicks: {unit: click}}", "c: {service: clicks, line: Clicks, price: 1.00 / click}");
        rate("clicks", 1, "2026-06-20T10:00:00Z");
        rate("clicks", 1, "2026-07-01T10:00:00Z");
        final List<String> open = rate("clicks", 1, "2026-06-21T10:00:00Z");
        assertEquals("late: counts in the cycle of 2026-06-01, which is still open", open.get(1));
        now = time("2026-07-02T10:00:00Z");
        assertEquals(ResultCode.DONE, execute(command(CommandType.CLOSE_CYCLE)));
        final List<String> closed = rate("clicks", 1, "2026-06-22T10:00:00Z");
        assertEquals("late: corrects the cycle of 2026-06-01, which was closed before", closed.get(1));
    }

    @Test
    void shouldExplainEachPartOfASplitEvent() {
        open(
                "services: {voice: {unit: second}}",
                "c: {service: voice, line: Calls, at-period-boundary: split, increments: 60/60, price: 0.60 / minute}");
        final List<String> lines = rate("voice", 90_000, "2026-06-30T22:59:30Z");
        final String split =
                "part of an event of 90 s from 2026-06-30T22:59:30Z, split at a period or version boundary";
        assertEquals(
                List.of(
                        "event : voice at 2026-06-30T22:59:30Z, account a, subscriber one",
                        split,
                        "catalog v, charge 'c'",
                        "used 30 s, rated 1 min in increments of 1 min",
                        "  1 min at 0.6 / min: 0.60",
                        "DONE: 0.60 EUR on line 'Calls' (exact; its line is rounded half-up on the document)",
                        "event : voice at 2026-06-30T23:00:00Z, account a, subscriber one",
                        split,
                        "catalog v, charge 'c'",
                        "used 1 min, rated 1 min in increments of 1 min",
                        "  1 min at 0.6 / min: 0.60",
                        "DONE: 0.60 EUR on line 'Calls' (exact; its line is rounded half-up on the document)"),
                lines);
    }

    @Test
    void shouldExplainALevelByTheTimeThatItHolds() {
        open(
                "services: {storage: {unit: octet}}",
                "c: {service: storage, line: Storage, accumulator: {name: stored, metric: time-weighted},"
                        + " graduated: [{up-to: 50 GB, price: 0.30 / GB}, {price: 0.15 / GB}]}");
        assertEquals(
                List.of(
                        "event : storage at 2026-06-15T23:00:00Z, account a, subscriber one",
                        "catalog v, charge 'c'",
                        "used 200 GB, rated 200 GB",
                        "  level 200 GB for the 360 h to the end of its cycle at 0.15 / GB, tier 2 of 2: 22.50",
                        "DONE: 22.50 EUR on line 'Storage' (exact; its line is rounded half-up on the document)"),
                rate("storage", 200_000_000_000L, "2026-06-15T23:00:00Z"));
    }

    @Test
    void shouldExplainWhereALateLevelGoesOn() {
        open(
                "services: {seats: {unit: seat}}",
                "c: {service: seats, line: Seats, accumulator: {name: seats-month, metric: time-weighted}, price: 30.00 / seat}");
        now = time("2026-07-01T10:00:00Z");
        final Command advance = command(CommandType.ADVANCE_TIME);
        advance.fromMs = time("2026-06-30T23:00:00Z") + 1;
        assertEquals(ResultCode.DONE, execute(advance));
        final List<String> lines = rate("seats", 4, "2026-06-29T23:00:00Z");
        assertEquals("late: corrects the cycle of 2026-06-01, which was closed before", lines.get(1));
        assertEquals(
                List.of(
                        "  level 4 seats for the 24 h to the end of its cycle at 30 / seat: 4.00",
                        "  level 4 seats from 2026-06-30T23:00:00Z on, in the cycle that begins there: 120.00",
                        "DONE: 4.00 EUR on line 'Seats' (exact; its line is rounded half-up on the document)"),
                lines.subList(4, 7));
    }

    @Test
    void shouldNameWhatWasRefilledAfterIt() {
        open(
                "services: {clicks: {unit: click}}\nbuckets:\n"
                        + "  quota: {unit: click, services: [clicks], refill: {at: 1 click, amount: 2 clicks, most: 9}}\n"
                        + "  purse: {money: true, refill: {at: 2.00, amount: 10.00, price: 9.50, line: Refill, most: 3}}",
                "c: {service: clicks, line: Clicks, price: 1.00 / click}");
        topUp("quota", 3, 0);
        topUp("purse", 0, 4);
        final List<String> lines = rate("clicks", 5, "2026-06-02T10:00:00Z");
        assertEquals(
                List.of(
                        "DONE: 2.00 EUR on line 'Clicks', of it prepaid 2.00"
                                + " (exact; its line is rounded half-up on the document)",
                        "then refilled: bucket quota by 2 clicks, number 1 of its cycle",
                        "then refilled: bucket purse by 10.00 EUR for 9.50 EUR on line 'Refill', number 1 of its cycle"),
                lines.subList(lines.size() - 3, lines.size()));
    }

    private void topUp(final String bucket, final long quantity, final long amount) {
        final Command topUp = command(CommandType.TOP_UP);
        topUp.subscriber = 1;
        topUp.name = bucket;
        topUp.quantity = quantity;
        topUp.hasAmount = amount > 0;
        topUp.amountUnscaled = amount;
        assertEquals(ResultCode.DONE, execute(topUp));
    }

    /** One account with one subscriber and a plan of one charge. */
    private void open(final String services, final String charge) {
        final String catalog = "ratinggrid: 1\nversion: v\neffective: 2026-01-01T00:00:00Z\ncurrency: EUR\n"
                + "timezone: Europe/London\n" + services + "\ntariffs: {t: {charges: {" + charge
                + "}}}\nplans: {p: {tariffs: [t]}}\n";
        try {
            Files.writeString(directory.resolve("catalog.yaml"), catalog);
        } catch (final IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        catalogs = new CatalogHistory(CatalogSource.load(directory).versions().stream()
                .map(CatalogCompiler::compile)
                .toList());
        engine = new PartitionEngine(catalogs, PartitionSettings.DEFAULT);
        final Command open = command(CommandType.OPEN_ACCOUNT);
        open.name = "a";
        open.text = "EUR";
        open.zone = "Europe/London";
        open.cycleRule = 1;
        final Command add = command(CommandType.ADD_SUBSCRIBER);
        add.name = "one";
        final Command subscribe = command(CommandType.SUBSCRIBE);
        subscribe.name = "p";
        for (final Command command : List.of(open, add, subscribe)) {
            assertEquals(ResultCode.DONE, execute(command));
        }
    }

    private Command command(final CommandType type) {
        final Command command = new Command();
        command.reset(type);
        command.account = ACCOUNT;
        command.atMs = now;
        command.name = "";
        command.text = "";
        command.zone = "";
        return command;
    }

    /** Rates usage of the subscriber and explains it. */
    private List<String> rate(final String service, final long quantity, final String start) {
        final Command usage = command(CommandType.USAGE);
        usage.subscriber = 1;
        usage.service = Symbol.of(service);
        usage.quantity = quantity;
        usage.startMs = time(start);
        assertEquals(ResultCode.DONE, execute(usage));
        final ResultRecord record = new ResultRecord()
                .decode(new ByteSource().wrap(records().bytes(), 0, records().length()));
        return new RatedEvents(catalogs)
                .read(record).stream()
                        .flatMap(event -> new Explainer(new NamesOfTest()).explain(event).stream())
                        .toList();
    }

    private ByteSink records() {
        return engine.records();
    }

    private ResultCode execute(final Command command) {
        final ByteSink sink = new ByteSink(256);
        CommandCodec.encode(command, sink);
        engine.beginEntry(++sequence, command.atMs);
        return engine.execute(sink.bytes(), 0, sink.length());
    }

    private static long time(final String text) {
        return Instant.parse(text).toEpochMilli();
    }

    private static final class NamesOfTest implements Names {
        @Override
        public String account(final long key) {
            return "a";
        }

        @Override
        public String subscriber(final long account, final int ordinal) {
            return "one";
        }

        @Override
        public ZoneId zone(final long account) {
            return ZoneId.of("Europe/London");
        }

        @Override
        public String line(final long account, final int symbol) {
            return Integer.toHexString(symbol);
        }

        @Override
        public String origin(final int symbol) {
            return "";
        }

        @Override
        public String file(final int number) {
            return "";
        }
    }
}
