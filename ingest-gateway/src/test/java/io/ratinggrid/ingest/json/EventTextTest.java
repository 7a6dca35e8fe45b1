package io.ratinggrid.ingest.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ratinggrid.ingest.TestUnits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account that waited in suspense is opened with the terms that were asked for. */
class EventTextTest {
    private final LineReader reader = LineReader.ofCommands();

    private Command read(final String line) throws InvalidRecordException {
        return reader.read(line);
    }

    private record Terms(
            String account, String currency, String zone, int cycle, long entity, long limit, int decimals) {
        static Terms of(final Command command) {
            return new Terms(
                    command.name,
                    command.text,
                    command.zone,
                    command.cycleRule,
                    command.quantity,
                    command.hasAmount ? command.amountUnscaled : -1,
                    command.hasAmount ? command.amountDecimals : -1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"cycle-day\":31",
                ",\"cycle-day\":\"sun\"",
                ",\"cycle-days\":10,\"cycle-from\":\"2026-10-15\"",
                ",\"credit-limit\":\"0\"",
                ",\"credit-limit\":\"1234.50\",\"legal-entity\":\"acme-de\",\"currency\":\"USD\""
            })
    void shouldWriteAnAccountWithItsTerms(final String members) throws InvalidRecordException {
        final Command command = read("{\"type\":\"open-account\",\"account\":\"anna\",\"at\":\"2026-10-14T12:00:00Z\","
                + "\"timezone\":\"Pacific/Auckland\"" + members + "}");
        command.account = 7;
        final Terms terms = Terms.of(command);
        final String written = new EventText(new TestUnits()).of(command);

        assertEquals("Pacific/Auckland", terms.zone());
        assertEquals(members.contains("acme") ? Symbol.of("acme-de") : 0, terms.entity());
        assertEquals(terms, Terms.of(read(written)), written);
    }
}
