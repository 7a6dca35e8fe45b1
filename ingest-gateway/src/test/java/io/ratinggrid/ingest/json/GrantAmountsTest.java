package io.ratinggrid.ingest.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import io.ratinggrid.ingest.TestUnits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.GrantAmount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a subscription grants of buckets in place of what its plan says. */
class GrantAmountsTest {
    private static final List<GrantAmount> BOTH =
            List.of(new GrantAmount("minutes", 5_400_000, 0), new GrantAmount("purse", 1250, 2));

    private final LineReader reader = LineReader.ofCommands();

    private Command read(final String line) throws InvalidRecordException {
        return reader.read(line);
    }

    private static String line(final String type, final String members) {
        return "{\"type\":\"" + type
                + "\",\"id\":\"1\",\"at\":\"2026-06-01T00:00:00Z\",\"account\":\"a\",\"plan\":\"p\"" + members + "}";
    }

    @Test
    void shouldReadAmountsAndWriteThemBack() throws InvalidRecordException {
        final Command command = read(line("subscribe", ",\"amounts\":{\"minutes\":\"90 min\",\"purse\":\"12.50\"}"));
        assertEquals(BOTH, command.grantAmounts);
        command.account = 7;
        assertEquals(BOTH, read(new EventText(new TestUnits()).of(command)).grantAmounts);
        assertEquals(
                BOTH,
                read(line("change-plan", ",\"to\":\"q\",\"amounts\":{\"minutes\":\"90 min\",\"purse\":\"12.50\"}"))
                        .grantAmounts);
        assertEquals(List.of(), read(line("subscribe", "")).grantAmounts);
    }

    @Test
    void shouldReadAmountsOfPlansOfAnAccountThatIsOpened() throws InvalidRecordException {
        read("{\"type\":\"open-account\",\"at\":\"2026-06-01T00:00:00Z\",\"account\":\"a\","
                + "\"plans\":[{\"plan\":\"p\",\"amounts\":{\"purse\":\"12.50\"}}]}");
        assertEquals(BOTH.subList(1, 2), reader.command(1).grantAmounts);
    }

    @Test
    void shouldGoThroughBytes() throws InvalidRecordException {
        final ByteSink sink = new ByteSink(64);
        final Command command = read(line("subscribe", ",\"quantity\":3"));
        command.grantAmounts = BOTH;
        CommandCodec.encode(command, sink);
        final Command decodedAgain = new Command();
        CommandCodec.decode(new ByteSource().wrap(sink.bytes(), 0, sink.length()), decodedAgain);
        assertEquals(BOTH, decodedAgain.grantAmounts);
        assertEquals(3, decodedAgain.quantity);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            subscribe   | "amounts":{"minute":"9 min"}     | field amounts.minute '9 min' is not in the catalog; did you mean 'minutes'?
            subscribe   | "amounts":{"minutes":"9 MB"}     | field amounts.minutes '9 MB' is no quantity: 'MB' is a unit of data volume, not of time; a number and a unit of time, for example 60 s
            subscribe   | "amounts":{"purse":"0"}          | field amounts.purse '0' is not more than 0; what is granted of it
            subscribe   | "amounts":{"purse":"5 USD"}      | field amounts.purse '5 USD' is in USD; an amount in EUR
            subscribe   | "amounts":["5"]                  | field amounts is an array [...]; an object {...}
            change-plan | "quantity":2,"amounts":{"purse":"5"} | field amounts are given without another plan; to, or leave it out: they go on
            """)
    void shouldRejectWhatIsNoAmount(final String type, final String members, final String message) {
        final InvalidRecordException wrong =
                assertThrows(InvalidRecordException.class, () -> read(line(type, "," + members)));
        assertEquals(message, wrong.sentence());
    }
}
