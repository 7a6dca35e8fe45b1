package io.ratinggrid.perf.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestResultTest {
    private static final double SECOND_NS = 1e9;

    /** Planned, sent and all committed, seconds. */
    @ParameterizedTest
    @CsvSource({
        "10,  10.05, 10.3, true",
        "10,  10.2,  10.3, false",
        "10,  10.05, 12,   true",
        "10,  10.05, 12.5, false",
        "300, 300,   304,  true",
        "300, 300,   306,  false",
    })
    void shouldMissARateThatIsNotSentOrNotCommitted(
            final double planned, final double sent, final double committed, final boolean isReached) {
        final Figures found = new Figures()
                .put("planned wallNs", Math.round(planned * SECOND_NS))
                .put("sent wallNs", Math.round(sent * SECOND_NS))
                .put("wallNs", Math.round(committed * SECOND_NS));
        assertEquals(isReached, IngestResult.isReached(found));
    }
}
