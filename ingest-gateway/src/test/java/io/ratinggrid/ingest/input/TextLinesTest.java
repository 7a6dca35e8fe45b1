package io.ratinggrid.ingest.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

/** Lines end in LF or CR LF; what else looks like a line end is wrong with its line alone. */
final class TextLinesTest {
    private static TextLines lines(final String text) {
        return new TextLines(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8, 1_000);
    }

    @Test
    void shouldTakeBothLineEnds() throws IOException {
        final TextLines lines = lines("a\r\né\n\r\nb");
        for (final String text : new String[] {"a", "é", "", "b"}) {
            final TextLine line = lines.next();
            assertNull(line.problem());
            assertEquals(text, line.text());
        }
        assertNull(lines.next());
    }

    @Test
    void shouldRefuseAReturnWithinALine() throws IOException {
        final TextLines lines = lines("a\rb\nc\r\r\né\rf\ng\n");
        for (final int column : new int[] {2, 2, 2}) {
            assertEquals(column, lines.next().problem().column());
        }
        assertNull(lines.next().problem());
    }

    @Test
    void shouldRejectWhatADecoderFailsOver() {
        final LineDecoder failing = new LineDecoder() {
            @Override
            public Outcome decode(final TextLine line, final DecodedList into) {
                throw new ArithmeticException("long overflow");
            }

            @Override
            public String eventOf(final Decoded record, final TextLine line) {
                return "";
            }
        };
        assertEquals(
                "cannot be read: long overflow",
                assertThrows(InvalidRecordException.class, () -> failing.decodeOrReject(new TextLine(), null))
                        .getMessage());
    }
}
