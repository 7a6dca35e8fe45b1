package io.ratinggrid.ingest.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.rating.command.Command;
import org.junit.jupiter.api.Test;

/** Lines of type adjust. */
class AdjustLineTest {
    private final LineReader reader = LineReader.ofCommands();

    private Command read(final String members) throws InvalidRecordException {
        final String line =
                "{\"type\":\"adjust\",\"id\":\"1\",\"at\":\"2026-06-30T22:30:00Z\",\"account\":\"a\"" + members + "}";
        return reader.read(line);
    }

    @Test
    void shouldReadAnAmountOnALine() throws InvalidRecordException {
        final Command command = read(",\"line\":\"Goodwill\",\"amount\":\"-1.25\"");
        assertEquals("Goodwill", command.name);
        assertEquals(-125, command.amountUnscaled);
    }

    @Test
    void shouldRejectASubscriberBesideALine() {
        final InvalidRecordException wrong = assertThrows(
                InvalidRecordException.class, () -> read(",\"subscriber\":\"x\",\"line\":\"Goodwill\",\"amount\":1"));
        assertEquals(
                "field subscriber 'x' is given beside a document line, which is its account's; bucket, or leave it out",
                wrong.sentence());
    }
}
