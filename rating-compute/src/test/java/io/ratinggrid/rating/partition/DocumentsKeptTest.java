package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.ratinggrid.rating.account.DocumentSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which documents an account knows, and where they are. */
class DocumentsKeptTest {
    private static final String ACCOUNT = "acme";
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: EUR
            timezone: Europe/London
            payment-terms: 14 days
            services: {sms: {unit: message}}
            tariffs: {all: {charges: {texts: {service: sms, line: Usage, price: 1.00 / message}}}}
            plans: {all: {tariffs: [all]}}
            """;

    @TempDir
    private Path directory;

    private PartitionFixture grid;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(directory.resolve("catalog.yaml"), CATALOG);
        grid = new PartitionFixture(directory).at("2026-06-02T10:00:00Z").open(ACCOUNT, 0, "all");
    }

    @Test
    void shouldKeepTheLatestAndWhereTheyAre() {
        for (int number = 1; number <= DocumentSlot.KEPT + 5; number++) {
            issue();
            pay(0);
        }
        final StateRecord head = grid.account(ACCOUNT).head();
        assertEquals(DocumentSlot.KEPT, count(head));
        assertEquals(6, DocumentSlot.next(head, 0));
        final int slot = DocumentSlot.find(head, 6);
        assertEquals(DocumentKind.DEMAND.number(), DocumentSlot.documentKind(head, slot));
        assertEquals(2 + 3 * 5 + 2, DocumentSlot.sequence(head, slot), "of the invoice command");
        assertTrue(DocumentSlot.owed(head, slot));
    }

    @Test
    void shouldKeepOlderOnesThatAreToBePaid() {
        issue();
        issue();
        pay(2);
        for (int number = 3; number <= DocumentSlot.KEPT + 3; number++) {
            issue();
            pay(number);
        }
        final StateRecord head = grid.account(ACCOUNT).head();
        assertEquals(DocumentSlot.KEPT, count(head));
        assertEquals(1, DocumentSlot.next(head, 0));
        assertFalse(DocumentSlot.find(head, 2) >= 0, "paid and older than others");
        assertEquals(5, DocumentSlot.next(head, 1));
    }

    @Test
    void shouldKeepAllThatAreToBePaid() {
        for (int number = 1; number <= DocumentSlot.KEPT + 3; number++) {
            issue();
        }
        assertEquals(DocumentSlot.KEPT + 3, count(grid.account(ACCOUNT).head()));
    }

    private void issue() {
        assertEquals(ResultCode.DONE, grid.use(ACCOUNT, 0, "sms", "", 1));
        grid.next(CommandType.INVOICE, ACCOUNT);
        assertEquals(ResultCode.DONE, grid.execute());
    }

    private void pay(final int number) {
        final Command payment = grid.next(CommandType.PAYMENT, ACCOUNT);
        payment.name = "transfer";
        payment.hasAmount = true;
        payment.amountUnscaled = 1;
        payment.quantity = number;
        assertEquals(ResultCode.DONE, grid.execute());
    }

    private static int count(final StateRecord head) {
        int count = 0;
        for (int slot = head.first(SlotKind.DOCUMENT); slot >= 0; slot = head.next(SlotKind.DOCUMENT, slot)) {
            count++;
        }
        return count;
    }
}
