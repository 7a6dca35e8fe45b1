package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.ratinggrid.rating.account.LineNameSlot;
import io.ratinggrid.rating.account.PaymentSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.charging.Exposure;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an account knows of its payments, of the names of its lines, and of what it owes in all. */
class MoneyKeptTest {
    private static final String ACCOUNT = "acme";
    private static final long EUR = 1_000_000;
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "%s"
            effective: %s
            currency: EUR
            timezone: Europe/London
            payment-terms: 14 days
            services: {sms: {unit: message}, voice: {unit: second}}
            tariffs: {all: {charges: {texts: {service: sms, line: %s, price: 1.00 / message}}}}
            plans: {all: {tariffs: [all]}}
            """;

    @TempDir
    private Path directory;

    private PartitionFixture grid;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(
                Files.createDirectory(directory.resolve("1")).resolve("catalog.yaml"),
                CATALOG.formatted("1", "2026-01-01T00:00:00Z", "Texts of old"));
        Files.writeString(
                Files.createDirectory(directory.resolve("2")).resolve("catalog.yaml"),
                CATALOG.formatted("2", "2026-07-01T00:00:00Z", "Texts"));
        grid = new PartitionFixture(directory).at("2026-06-02T10:00:00Z").open(ACCOUNT, 0, "all");
    }

    @Test
    void shouldKeepWhereTheLatestPaymentsAre() {
        for (int number = 1; number <= PaymentSlot.KEPT + 2; number++) {
            pay(CommandType.PAYMENT, number);
        }
        pay(CommandType.REFUND, 3);
        final StateRecord head = head();
        assertEquals(PaymentSlot.KEPT + 3, PaymentSlot.last(head));
        int slot = PaymentSlot.next(head, 0);
        for (int number = 4; number <= PaymentSlot.KEPT + 2; number++) {
            assertEquals(number, PaymentSlot.number(head, slot));
            assertEquals(number * EUR, PaymentSlot.amount(head, slot));
            assertEquals(2 + number, PaymentSlot.sequence(head, slot));
            slot = PaymentSlot.next(head, number);
        }
        assertEquals(-3 * EUR, PaymentSlot.amount(head, slot));
        assertEquals(-1, PaymentSlot.next(head, PaymentSlot.KEPT + 3));
    }

    @Test
    void shouldKeepNamesOfLinesThatNoCatalogHas() {
        final String longName = "Good will for a very long time of nothing but silence – é".repeat(3);
        adjust("Goodwill");
        adjust(longName);
        adjust("Goodwill");
        adjust("Texts of old");
        adjust("Texts");
        final StateRecord head = head();
        assertEquals("Goodwill", LineNameSlot.name(head, Symbol.of("Goodwill")));
        assertEquals(longName, LineNameSlot.name(head, Symbol.of(longName)));
        assertNull(LineNameSlot.name(head, Symbol.of("Texts of old")), "a catalog version has it");
        assertEquals("Texts of old", grid.engine().catalogs().name(Symbol.of("Texts of old")));
        assertEquals("sms", grid.engine().catalogs().serviceOf(Symbol.of("Texts of old")));
        assertEquals("", grid.engine().catalogs().serviceOf(Symbol.of("Goodwill")));
    }

    @Test
    void shouldKeepSoManyNamesAtMost() {
        for (int i = 0; i < 257; i++) {
            adjust("line " + i);
        }
        assertEquals("line 255", LineNameSlot.name(head(), Symbol.of("line 255")));
        assertNull(LineNameSlot.name(head(), Symbol.of("line 256")));
        assertFalse(LineNameSlot.isMissing(head(), Symbol.of("line 1")));
    }

    @Test
    void shouldAddUpWhatIsOwed() {
        assertEquals(ResultCode.DONE, grid.use(ACCOUNT, 0, "sms", "", 7));
        assertEquals(7 * EUR, Exposure.of(head()));
        grid.next(CommandType.INVOICE, ACCOUNT);
        assertEquals(ResultCode.DONE, grid.execute());
        assertEquals(ResultCode.DONE, grid.use(ACCOUNT, 0, "sms", "", 2));
        assertEquals(9 * EUR, Exposure.of(head()), "open and unbilled");
        pay(CommandType.PAYMENT, 10);
        assertEquals(-1 * EUR, Exposure.of(head()), "less what is paid ahead");
    }

    private StateRecord head() {
        return grid.account(ACCOUNT).head();
    }

    private void pay(final CommandType type, final int amount) {
        final Command payment = grid.next(type, ACCOUNT);
        payment.name = "transfer";
        payment.hasAmount = true;
        payment.amountUnscaled = amount;
        assertEquals(ResultCode.DONE, grid.execute());
    }

    private void adjust(final String line) {
        final Command adjust = grid.next(CommandType.ADJUST, ACCOUNT);
        adjust.name = line;
        adjust.text = "line";
        adjust.hasAmount = true;
        adjust.amountUnscaled = 1;
        assertEquals(ResultCode.DONE, grid.execute());
    }
}
