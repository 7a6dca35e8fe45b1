package io.ratinggrid.ingest.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;

import io.ratinggrid.ingest.input.InvalidRecordException;
import org.junit.jupiter.api.Test;

/** What a replay mends of an event, and that the rest stays as it was written. */
final class MendedEventTest {
    private static final String EVENT = "{\"id\":\"1\",\"attributes\":{\"grade\":1.10},\"quantity\":0.0005}";

    @Test
    void shouldLeaveTheRestAsItWas() throws InvalidRecordException {
        assertEquals(EVENT, MendedEvent.of(EVENT, Map.of()));
        assertEquals(
                "{\"id\":\"1\",\"attributes\":{\"grade\":1.10},\"quantity\":0.0005,\"last\":true}",
                MendedEvent.of(EVENT, Map.of("last", "true")));
        assertEquals(
                "{\"id\":\"1\",\"attributes\":{\"grade\":\"2\"},\"quantity\":0.0005}",
                MendedEvent.of(EVENT, Map.of("attributes.grade", "2")));
        assertEquals("{\"id\":\"1\",\"quantity\":0.0005}", MendedEvent.of(EVENT, Map.of("attributes", "")));
    }

    @Test
    void shouldRefuseWhatIsNeitherTrueNorFalse() {
        final InvalidRecordException refused =
                assertThrows(InvalidRecordException.class, () -> MendedEvent.of(EVENT, Map.of("online", "yes")));
        assertEquals("field online 'yes' is neither true nor false; true or false", refused.sentence());
    }
}
