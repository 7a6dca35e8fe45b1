package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.account.WatchSlot;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.source.CatalogSource;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notices that wait in accounts: from images and from the journal they are as they were. */
class NoticesKeptTest {
    private static final long JUNE = 1_780_394_400_000L; // 2026-06-02T10:00:00Z
    private static final long DAY = 86_400_000L;
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: EUR
            timezone: Europe/London
            services: {sms: {unit: message}}
            buckets: {texts: {unit: message, services: [sms], validity: cycle, notify: usual}}
            tariffs: {all: {charges: {texts-used: {service: sms, line: Usage, price: 1.00 / message}}}}
            plans: {all: {tariffs: [all], grants: {texts: 10}, cap: {amount: 5.00, notify: [1.00]}}}
            """;

    @TempDir
    private Path directory;

    private CatalogHistory catalogs;
    private PartitionEngine engine;
    private final List<byte[]> entries = new ArrayList<>();
    private final ByteSink sink = new ByteSink(256);
    private long nowMs = JUNE;
    private int ids;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("catalog.yaml"), CATALOG);
        catalogs = new CatalogHistory(CatalogSource.load(directory).versions().stream()
                .map(CatalogCompiler::compile)
                .toList());
        engine = new PartitionEngine(catalogs, PartitionSettings.DEFAULT);
    }

    @Test
    void shouldSayWhatWasReached() {
        open("a");
        use("a", 8);
        use("a", 3);
        assertEquals(1, engine.notices(), "accounts");
        final List<PendingNotice> notices = pending();
        assertEquals(
                List.of(
                        new PendingNotice(
                                key("a"),
                                "a",
                                1,
                                WatchSlot.BALANCE,
                                "",
                                Symbol.of("texts"),
                                0,
                                JUNE / 1000,
                                50,
                                5,
                                8,
                                10,
                                false),
                        new PendingNotice(
                                key("a"),
                                "a",
                                2,
                                WatchSlot.BALANCE,
                                "",
                                Symbol.of("texts"),
                                0,
                                JUNE / 1000,
                                80,
                                8,
                                8,
                                10,
                                false),
                        new PendingNotice(
                                key("a"),
                                "a",
                                3,
                                WatchSlot.BALANCE,
                                "",
                                Symbol.of("texts"),
                                0,
                                JUNE / 1000,
                                100,
                                10,
                                10,
                                10,
                                false),
                        new PendingNotice(
                                key("a"),
                                "a",
                                4,
                                WatchSlot.SPEND,
                                "",
                                Symbol.of("all"),
                                1_780_268_400,
                                JUNE / 1000,
                                0,
                                1_000_000,
                                1_000_000,
                                5_000_000,
                                false)),
                notices);
        assertNotEquals(notices.get(0).id(), notices.get(1).id());
    }

    @Test
    void shouldForgetWhatWasDelivered() {
        open("a");
        use("a", 8);
        final PendingNotice first = pending().get(0);
        assertEquals(ResultCode.DONE, settle(first, true));
        assertEquals(ResultCode.ALREADY_SETTLED, settle(first, true));
        recover();
        assertEquals(List.of(2), numbers(pending()));
        assertEquals(ResultCode.ALREADY_SETTLED, settle(first, true));
        use("a", 2);
        recover();
        assertEquals(List.of(2, 3), numbers(pending()), "numbers go on, and are in order");
        pending().forEach(notice -> settle(notice, true));
        assertEquals(0, engine.notices());
        assertEquals(List.of(), pending());
        recover();
    }

    @Test
    void shouldKeepWhatIsGivenUpUntilItIsRetried() {
        open("a");
        open("b");
        use("a", 5);
        use("b", 5);
        final PendingNotice given = pending().get(0);
        assertEquals(ResultCode.DONE, settle(given, false));
        recover();
        assertEquals(List.of("b"), pending().stream().map(PendingNotice::name).toList());
        assertEquals(1, engine.notices());
        assertEquals(
                List.of(given.id()),
                engine.givenUpNotices(9).stream().map(PendingNotice::id).toList());
        assertEquals(ResultCode.ALREADY_SETTLED, settle(given, true));
        assertEquals(ResultCode.DONE, retry(given));
        assertEquals(ResultCode.ALREADY_SETTLED, retry(given));
        recover();
        assertEquals(List.of(), engine.givenUpNotices(9));
        assertEquals(2, engine.notices());
        assertEquals(ResultCode.DONE, settle(given, true));
        assertEquals(ResultCode.UNKNOWN_NAME, retry(given));
    }

    @Test
    void shouldGoOnFromImages() {
        open("a");
        use("a", 8);
        settle(pending().get(0), false);
        final PartitionEngine restored = new PartitionEngine(catalogs, PartitionSettings.DEFAULT);
        for (int chunk = 0; chunk < engine.chunks(); chunk++) {
            restored.readChunk(chunk, image(engine, chunk));
        }
        engine = restored;
        assertEquals(List.of(2), numbers(pending()));
        assertEquals(List.of(1), numbers(engine.givenUpNotices(9)));
        use("a", 1);
        assertEquals(List.of(2), numbers(pending()), "told of once");
    }

    @Test
    void shouldWaitWhileTooManyAreNotDelivered() {
        open("a");
        for (int month = 0; month < 85; month++) {
            use("a", 10);
            nowMs += 31 * DAY;
        }
        assertEquals(255, all().size());
        use("a", 10);
        assertEquals(256, all().size(), "there is room for one");
        recover();
        settle(all().get(0), true);
        settle(all().get(0), true);
        use("a", 0);
        assertEquals(256, all().size(), "told of late");
        recover();
    }

    private List<PendingNotice> all() {
        return engine.pendingNotices(Integer.MAX_VALUE, one -> true);
    }

    private static List<Integer> numbers(final List<PendingNotice> notices) {
        return notices.stream().map(PendingNotice::number).toList();
    }

    private static long key(final String account) {
        return AccountKey.of(account);
    }

    private List<PendingNotice> pending() {
        return engine.pendingNotices(9, one -> true);
    }

    private Command command(final CommandType type, final String account) {
        final Command command = new Command();
        command.reset(type);
        command.account = key(account);
        command.atMs = nowMs;
        command.startMs = nowMs;
        command.id(Integer.toString(ids++).getBytes(StandardCharsets.US_ASCII));
        return command;
    }

    private void open(final String account) {
        final Command open = command(CommandType.OPEN_ACCOUNT, account);
        open.name = account;
        open.text = "EUR";
        open.zone = "Europe/London";
        open.cycleRule = 1;
        assertEquals(ResultCode.DONE, execute(open));
        final Command subscribe = command(CommandType.SUBSCRIBE, account);
        subscribe.name = "all";
        assertEquals(ResultCode.DONE, execute(subscribe));
    }

    private void use(final String account, final int messages) {
        final Command usage = command(CommandType.USAGE, account);
        usage.service = Symbol.of("sms");
        usage.quantity = messages;
        assertEquals(ResultCode.DONE, execute(usage));
    }

    private ResultCode settle(final PendingNotice notice, final boolean delivered) {
        final Command command = new Command();
        notice.toSettle(delivered, command);
        return execute(command);
    }

    private ResultCode retry(final PendingNotice notice) {
        return execute(PendingNotice.toRetry(notice.account(), notice.number(), nowMs));
    }

    private ResultCode execute(final Command command) {
        sink.truncate(0);
        CommandCodec.encode(command, sink);
        engine.beginEntry(entries.size() + 1L, command.atMs);
        final ResultCode code = engine.execute(sink.bytes(), 0, sink.length());
        entries.add(engine.records().copy());
        return code;
    }

    /** The same from the journal alone. */
    private void recover() {
        final PartitionEngine recovered = new PartitionEngine(catalogs, PartitionSettings.DEFAULT);
        for (int i = 0; i < entries.size(); i++) {
            recovered.apply(i + 1L, JUNE, entries.get(i), 0, entries.get(i).length);
        }
        for (int chunk = 0; chunk < engine.chunks(); chunk++) {
            assertArrayEquals(image(engine, chunk), image(recovered, chunk), "chunk=" + chunk);
        }
        assertEquals(engine.notices(), recovered.notices());
        engine = recovered;
    }

    private static byte[] image(final PartitionEngine engine, final int chunk) {
        final ByteSink image = new ByteSink(1024);
        engine.writeChunk(chunk, image);
        return image.copy();
    }
}
