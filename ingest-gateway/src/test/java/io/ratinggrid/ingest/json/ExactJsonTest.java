package io.ratinggrid.ingest.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/** Numbers stay what was written. */
final class ExactJsonTest {
    @Test
    void shouldKeepNumbersAsTheyAreWritten() {
        final String event =
                "{\"attributes\":{\"rate\":1.10,\"n\":10000000.00},\"quantity\":0.00000050,\"id\":12345678901234567890123}";
        assertEquals(event, ExactJson.write(ExactJson.read(event)));
        assertEquals(event, ExactJson.write(ExactJson.readSent(event.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void shouldRefuseWhatIsSaidTwiceOrIsNoUtf8() {
        assertThrows(JacksonException.class, () -> sent("{\"amount\":1,\"amount\":2}"));
        final byte[] wrong = "{\"account\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        wrong[12] = (byte) 0xe9;
        assertThrows(JacksonException.class, () -> ExactJson.readSent(wrong));
        assertEquals("{\"amount\":2}", ExactJson.write(ExactJson.read("{\"amount\":1,\"amount\":2}")));
    }

    private static void sent(final String text) {
        ExactJson.readSent(text.getBytes(StandardCharsets.UTF_8));
    }
}
