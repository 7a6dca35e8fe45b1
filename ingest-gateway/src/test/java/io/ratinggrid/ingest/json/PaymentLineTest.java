package io.ratinggrid.ingest.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ratinggrid.ingest.TestUnits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of type payment, refund and invoice. */
class PaymentLineTest {
    private final LineReader reader = LineReader.ofCommands();

    private Command read(final String line) throws InvalidRecordException {
        return reader.read(line);
    }

    private static String line(final String type, final String members) {
        return "{\"type\":\"" + type + "\",\"id\":\"1\",\"at\":\"2026-06-30T22:30:00Z\"" + members + "}";
    }

    @Test
    void shouldReadAPaymentAndWriteItBack() throws InvalidRecordException {
        final Command command = read(
                line("payment", ",\"account\":\"a\",\"amount\":\"12.50 EUR\",\"reference\":\"bank 7\",\"invoice\":3"));
        assertPayment(command);
        command.account = 7;
        assertPayment(read(new EventText(new TestUnits()).of(command)));
    }

    private static void assertPayment(final Command command) {
        assertEquals(CommandType.PAYMENT, command.type);
        assertEquals(1_250, command.amountUnscaled);
        assertEquals(2, command.amountDecimals);
        assertEquals("bank 7", command.name);
        assertEquals(3, command.quantity);
    }

    @Test
    void shouldReadARefundAndAnInvoiceAndWriteThemBack() throws InvalidRecordException {
        final Command refund = read(line("refund", ",\"account\":\"a\",\"amount\":5"));
        assertEquals(5, refund.amountUnscaled);
        assertEquals(0, refund.quantity);
        refund.account = 7;
        assertEquals(5, read(new EventText(new TestUnits()).of(refund)).amountUnscaled);
        final Command invoice = read(line("invoice", ",\"account\":\"a\""));
        invoice.account = 7;
        assertEquals(CommandType.INVOICE, read(new EventText(new TestUnits()).of(invoice)).type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            payment | ,"amount":1                                | field account is missing; the name of the account
            payment | ,"account":"a"                             | field amount is missing; a decimal such as 12.50
            payment | ,"account":"a","amount":0                  | field amount '0' is not more than 0; what is paid
            refund  | ,"account":"a","amount":"-1.00"            | field amount '-1.00' is not more than 0; what is paid
            payment | ,"account":"a","amount":"1 USD"            | field amount '1 USD' is in USD; an amount in EUR
            payment | ,"account":"a","amount":1,"invoice":0      | field invoice '0' is no number of a document; a whole number such as 3, or leave it out
            refund  | ,"account":"a","amount":1,"invoice":1      | field invoice is not known here; one of v, type, at, id, origin, account, reference, amount
            """)
    void shouldRejectWhatIsNoPayment(final String type, final String members, final String message) {
        final InvalidRecordException wrong =
                assertThrows(InvalidRecordException.class, () -> read(line(type, members)));
        assertEquals(message, wrong.sentence());
    }
}
