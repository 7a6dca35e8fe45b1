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
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.DocumentNumberSlot;
import io.ratinggrid.rating.account.DocumentSlot;
import io.ratinggrid.rating.account.SlotKind;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers of documents in the series of a legal entity and a year. */
class DocumentNumbersTest {
    private static final long HOUR = 3_600_000L;
    private static final long JUNE = 1_780_394_400_000L; // 2026-06-02T10:00:00Z
    private static final long NEW_YEAR = 1_798_761_600_000L; // 2027-01-01T00:00:00Z
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: EUR
            timezone: Europe/London
            legal-entities: [acme, branch]
            services: {sms: {unit: message}}
            tariffs: {all: {charges: {texts: {service: sms, line: Usage, price: 1.00 / message}}}}
            plans: {all: {tariffs: [all]}}
            """;

    @TempDir
    private Path directory;

    private CatalogHistory catalogs;
    private PartitionEngine engine;
    private final List<byte[]> entries = new ArrayList<>();
    private final ByteSink sink = new ByteSink(256);
    private final ResultRecord record = new ResultRecord();
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
    void shouldNumberTheDocumentsOfAllAccountsInOrder() {
        open("a", "", "Europe/London");
        open("b", "acme", "Europe/London");
        issue("a", JUNE);
        issue("b", JUNE);
        issue("a", JUNE);
        assertEquals(3, engine.pending());
        deliverAll();
        assertEquals(0, engine.pending());
        assertEquals("acme/2026/1", numberOf("a", 1));
        assertEquals("acme/2026/2", numberOf("b", 1));
        assertEquals("acme/2026/3", numberOf("a", 2));
    }

    @Test
    void shouldKeepASeriesForEachLegalEntityAndYear() {
        open("a", "", "Europe/London");
        open("b", "branch", "America/Los_Angeles");
        issue("a", JUNE);
        issue("b", NEW_YEAR);
        issue("a", NEW_YEAR);
        issue("b", NEW_YEAR + 9 * HOUR);
        deliverAll();
        assertEquals("acme/2026/1", numberOf("a", 1));
        assertEquals("branch/2026/1", numberOf("b", 1), "still the year before where the account is");
        assertEquals("acme/2027/1", numberOf("a", 2));
        assertEquals("branch/2027/1", numberOf("b", 2));
    }

    @Test
    void shouldAnswerAnItemThatIsDeliveredAgainAsBefore() {
        open("a", "", "Europe/London");
        issue("a", JUNE);
        issue("a", JUNE);
        final List<PendingItem> items = engine.pendingItems(9, item -> true);
        assertEquals(ResultCode.DONE, receive(items.get(0)));
        assertEquals(1, PendingNumber.numberOf(record));
        recover();
        assertEquals(ResultCode.DONE, receive(items.get(1)));
        assertEquals(ResultCode.DUPLICATE, receive(items.get(0)));
        assertEquals(1, PendingNumber.numberOf(record));
        assertEquals(ResultCode.DONE, settle(items.get(0), ResultCode.DUPLICATE, 1));
        assertEquals(ResultCode.ALREADY_SETTLED, settle(items.get(0), ResultCode.DONE, 1));
        assertEquals("acme/2026/1", numberOf("a", 1));
        assertEquals("acme/2026/0", numberOf("a", 2), "waits");
        assertEquals(1, engine.pending());
    }

    @Test
    void shouldGoOnFromImages() {
        open("a", "", "Europe/London");
        issue("a", JUNE);
        issue("a", JUNE);
        final List<PendingItem> items = engine.pendingItems(9, item -> true);
        receive(items.get(0));
        final PartitionEngine restored = new PartitionEngine(catalogs, PartitionSettings.DEFAULT);
        for (int chunk = 0; chunk < engine.chunks(); chunk++) {
            restored.readChunk(chunk, image(engine, chunk));
        }
        engine = restored;
        assertEquals(2, engine.pending());
        assertEquals(ResultCode.DUPLICATE, receive(items.get(0)));
        assertEquals(1, PendingNumber.numberOf(record));
        receive(items.get(1));
        assertEquals(2, PendingNumber.numberOf(record));
    }

    @Test
    void shouldForgetTheNumberWithTheDocument() {
        open("a", "", "Europe/London");
        issue("a", JUNE);
        final PendingItem first = engine.pendingItems(1, item -> true).get(0);
        for (int i = 0; i < DocumentSlot.KEPT + 4; i++) {
            issue("a", JUNE);
        }
        assertEquals(DocumentSlot.KEPT + 5, count(), "those that are waited for are kept");
        deliverAll();
        assertEquals(DocumentSlot.KEPT, count());
        issue("a", JUNE);
        deliverAll();
        assertEquals(DocumentSlot.KEPT, count());
        assertEquals(ResultCode.ALREADY_SETTLED, settle(first, ResultCode.DONE, 1));
    }

    @Test
    void shouldLeaveUnbilledWhatTooManyDocumentsWaitBefore() {
        open("a", "", "Europe/London");
        for (int i = 0; i < 256; i++) {
            issue("a", JUNE);
        }
        charge("a", JUNE);
        assertEquals(ResultCode.INVALID_VALUE, execute(command(CommandType.INVOICE, "a", JUNE)));
        deliverAll();
        assertEquals(ResultCode.DONE, execute(command(CommandType.INVOICE, "a", JUNE)));
    }

    @Test
    void shouldRefuseALegalEntityThatTheCatalogDoesNotHave() {
        final Command open = opening("a", "nobody", "Europe/London");
        assertEquals(ResultCode.INVALID_VALUE, execute(open));
        assertEquals(null, engine.account(AccountKey.of("a")));
    }

    private Command command(final CommandType type, final String account, final long atMs) {
        final Command command = new Command();
        command.reset(type);
        command.account = AccountKey.of(account);
        command.atMs = atMs;
        command.id(Integer.toString(ids++).getBytes(StandardCharsets.US_ASCII));
        return command;
    }

    private Command opening(final String account, final String entity, final String zone) {
        final Command open = command(CommandType.OPEN_ACCOUNT, account, JUNE);
        open.name = account;
        open.text = "EUR";
        open.zone = zone;
        open.cycleRule = 1;
        open.quantity = entity.isEmpty() ? 0 : Symbol.of(entity);
        return open;
    }

    private void open(final String account, final String entity, final String zone) {
        assertEquals(ResultCode.DONE, execute(opening(account, entity, zone)));
    }

    private void issue(final String account, final long atMs) {
        charge(account, atMs);
        assertEquals(ResultCode.DONE, execute(command(CommandType.INVOICE, account, atMs)));
    }

    private void charge(final String account, final long atMs) {
        final Command charge = command(CommandType.ADJUST, account, atMs);
        charge.name = "Extra";
        charge.text = "line";
        charge.hasAmount = true;
        charge.amountUnscaled = 1;
        assertEquals(ResultCode.DONE, execute(charge));
    }

    private void deliverAll() {
        for (final PendingItem item : engine.pendingItems(Integer.MAX_VALUE, one -> true)) {
            final ResultCode answer = receive(item);
            assertEquals(ResultCode.DONE, settle(item, answer, PendingNumber.numberOf(record)));
        }
    }

    private ResultCode receive(final PendingItem item) {
        final Command command = new Command();
        item.toReceive(0, command);
        return execute(command);
    }

    private ResultCode settle(final PendingItem item, final ResultCode answer, final long number) {
        final Command command = new Command();
        item.toSettle(answer, number, command);
        return execute(command);
    }

    private ResultCode execute(final Command command) {
        command.content = CommandCodec.contentOf(command, sink);
        sink.truncate(0);
        CommandCodec.encode(command, sink);
        engine.beginEntry(entries.size() + 1L, command.atMs);
        final ResultCode code = engine.execute(sink.bytes(), 0, sink.length());
        final byte[] entry = engine.records().copy();
        entries.add(entry);
        record.decode(new ByteSource().wrap(entry, 0, entry.length));
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
        assertEquals(engine.pending(), recovered.pending());
        engine = recovered;
    }

    private static byte[] image(final PartitionEngine engine, final int chunk) {
        final ByteSink image = new ByteSink(1024);
        engine.writeChunk(chunk, image);
        return image.copy();
    }

    private String numberOf(final String account, final int document) {
        final StateRecord head = engine.account(AccountKey.of(account)).head();
        final int slot = DocumentNumberSlot.ofDocument(head, document);
        assertNotEquals(-1, slot);
        return catalogs.name(DocumentNumberSlot.entity(head, slot))
                + "/" + DocumentNumberSlot.year(head, slot)
                + "/" + DocumentNumberSlot.number(head, slot);
    }

    private int count() {
        final StateRecord head = engine.account(AccountKey.of("a")).head();
        int count = 0;
        for (int slot = head.first(SlotKind.DOCUMENT_NUMBER);
                slot >= 0;
                slot = head.next(SlotKind.DOCUMENT_NUMBER, slot)) {
            count++;
        }
        return count;
    }
}
