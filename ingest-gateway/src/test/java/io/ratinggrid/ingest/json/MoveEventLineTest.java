package io.ratinggrid.ingest.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ratinggrid.ingest.TestUnits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.Payer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines of type move-event. */
class MoveEventLineTest {
    private final LineReader reader = LineReader.ofCommands();

    private Command read(final String line) throws InvalidRecordException {
        return reader.read(line);
    }

    private static String line(final String members) {
        return "{\"type\":\"move-event\",\"id\":\"1\",\"at\":\"2026-06-30T22:30:00Z\"" + members + "}";
    }

    @ParameterizedTest
    @EnumSource(value = Payer.class, names = "ANY", mode = EnumSource.Mode.EXCLUDE)
    void shouldReadAMoveAndWriteItBackAsTextAndAsBytes(final Payer to) throws InvalidRecordException {
        final Command move = read(line(
                ",\"account\":\"a\",\"event\":\"u\",\"event-origin\":\"o\",\"start\":\"2026-06-20T10:00:00Z\",\"to\":\""
                        + to.word() + "\""));
        assertMove(to, move);
        move.account = 7;
        assertMove(to, read(new EventText(new TestUnits()).of(move)));
        final ByteSink bytes = new ByteSink(64);
        CommandCodec.encode(move, bytes);
        final Command again = new Command();
        CommandCodec.decode(new ByteSource().wrap(bytes.bytes(), 0, bytes.length()), again);
        assertMove(to, again);
    }

    private static void assertMove(final Payer to, final Command move) {
        assertEquals(CommandType.MOVE_EVENT, move.type);
        assertEquals("u", move.name);
        assertEquals("o", move.text);
        assertEquals(1_781_949_600_000L, move.fromMs);
        assertEquals(to, move.payer);
    }

    @Test
    void shouldTellMovesToElsewhereApart() throws InvalidRecordException {
        final ByteSink scratch = new ByteSink(64);
        final Command move = read(line(",\"account\":\"a\",\"event\":\"u\",\"to\":\"prepaid\""));
        move.account = 7;
        final long content = CommandCodec.contentOf(move, scratch);
        move.payer = Payer.UNBILLED;
        assertNotEquals(content, CommandCodec.contentOf(move, scratch));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            ,"account":"a","event":"u"                     | field to is missing; unbilled or prepaid
            ,"account":"a","event":"u","to":"bank"         | field to 'bank' is nowhere that an event is moved to; unbilled or prepaid
            ,"account":"a","to":"prepaid"                  | field event is missing; the id of the event
            ,"event":"u","to":"prepaid"                    | field account is missing; the name of the account that the event was charged to
            """)
    void shouldRejectWhatIsNoMove(final String members, final String message) {
        final InvalidRecordException wrong = assertThrows(InvalidRecordException.class, () -> read(line(members)));
        assertEquals(message, wrong.sentence());
    }
}
