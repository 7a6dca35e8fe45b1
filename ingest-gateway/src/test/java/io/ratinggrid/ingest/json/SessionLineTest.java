package io.ratinggrid.ingest.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.ratinggrid.ingest.TestUnits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of type reserve, commit and release. */
class SessionLineTest {
    private final LineReader reader = LineReader.ofCommands();

    private Command read(final String line) throws InvalidRecordException {
        return reader.read(line);
    }

    private static String line(final String type, final String members) {
        return "{\"type\":\"" + type + "\",\"at\":\"2026-06-30T22:30:00Z\"" + members + "}";
    }

    private static byte[] bytes(final Command command) {
        final ByteSink sink = new ByteSink(256);
        CommandCodec.encode(command, sink);
        return Arrays.copyOf(sink.bytes(), sink.length());
    }

    @Test
    void shouldReadSessionsAndWriteThemBack() throws InvalidRecordException {
        for (final String line : new String[] {
            line(
                    "reserve",
                    ",\"account\":\"a\",\"session\":\"s 1\",\"number\":3,\"validity\":600,\"start\":\"2026-06-30T22:29:59Z\","
                            + "\"groups\":[{\"service\":\"voice\",\"to\":\"+442079460000\",\"used\":\"1m\",\"request\":\"2m\"},"
                            + "{\"group\":7,\"service\":\"sms\",\"request\":1,\"attributes\":{\"roaming\":\"no\"}}]"),
            line(
                    "commit",
                    ",\"account\":\"a\",\"session\":\"s 1\",\"number\":4,\"last\":true,"
                            + "\"groups\":[{\"service\":\"voice\",\"used\":0}]"),
            line("release", ",\"account\":\"a\",\"session\":\"s 1\",\"number\":5,\"groups\":[{\"group\":7}]"),
        }) {
            final Command command = read(line);
            command.account = 7;
            final byte[] before = bytes(command);
            final Command again = read(new EventText(new TestUnits()).of(command));
            again.account = 7;
            assertEquals(Arrays.toString(before), Arrays.toString(bytes(again)), line);
        }
    }

    @Test
    void shouldIdentifyBySessionAndNumber() throws InvalidRecordException {
        final String members = ",\"account\":\"a\",\"session\":\"s 1\",\"number\":3";
        assertEquals("s 1/3", new String(read(line("release", members)).id(), StandardCharsets.UTF_8));
        assertEquals(
                "x", new String(read(line("release", members + ",\"id\":\"x\"")).id(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            release | ,"account":"a","number":1                                 | field session is missing; what tells the session from others
            release | ,"account":"a","session":"s"                              | field number is missing; the number of the request in its session
            release | ,"account":"a","session":"s","number":-1                  | field number '-1' is no such number; a whole number such as 1
            reserve | ,"account":"a","session":"s","number":1,"validity":604801 | field validity '604801' is no such number; 0 to 604800
            commit  | ,"account":"a","session":"s","number":1,"groups":[{}]     | field groups[1].service is missing; what is used, such as voice
            commit  | ,"account":"a","session":"s","number":1,"groups":[{"service":"voice","used":"-1m"}] | field groups[1].used '-1m' is negative; 0 or more
            """)
    void shouldRejectWhatIsNoSession(final String type, final String members, final String message) {
        final InvalidRecordException wrong =
                assertThrows(InvalidRecordException.class, () -> read(line(type, members)));
        assertEquals(message, wrong.sentence());
    }
}
