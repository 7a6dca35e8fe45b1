package io.ratinggrid.perf.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalEventsTest {
    private static final List<String> PREFIXES = CanonicalCatalog.prefixes(100);
    private static final int EVENTS = 20_000;

    @Test
    void shouldGiveTheSameEventAgain() {
        final ByteSink first = new ByteSink(256);
        final ByteSink second = new ByteSink(256);
        final CanonicalEvents events = new CanonicalEvents(1, 50, Skew.NONE, PREFIXES);
        CommandCodec.encode(events.fill(7), first);
        events.fill(8);

        CommandCodec.encode(new CanonicalEvents(1, 50, Skew.NONE, PREFIXES).fill(7), second);

        assertEquals(HexFormat.of().formatHex(first.copy()), HexFormat.of().formatHex(second.copy()));
    }

    @Test
    void shouldMixCallsDataAndMessages() {
        final CanonicalEvents events = new CanonicalEvents(1, 50, Skew.NONE, PREFIXES);
        final Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < EVENTS; i++) {
            final Command event = events.fill(i);
            assertTrue(event.quantity > 0);
            counts.merge(event.service, 1, Integer::sum);
        }

        assertNear(EVENTS * 9 / 20, counts.get(Symbol.of("voice")));
        assertNear(EVENTS * 8 / 20, counts.get(Symbol.of("data")));
        assertNear(EVENTS * 3 / 20, counts.get(Symbol.of("sms")));
    }

    @Test
    void shouldGiveHotAccountsTheirShare() {
        final CanonicalEvents events = new CanonicalEvents(1, 1_000, Skew.of("hot:1%:50%"), PREFIXES);
        int hot = 0;
        for (int i = 0; i < EVENTS; i++) {
            hot += events.accountOf(i) < 10 ? 1 : 0;
        }

        assertNear(EVENTS / 2, hot);
    }

    @Test
    void shouldGiveASingleAccountItsShare() {
        final CanonicalEvents events = new CanonicalEvents(1, 1_000, Skew.of("one:20%"), PREFIXES);
        int hot = 0;
        for (int i = 0; i < EVENTS; i++) {
            hot += events.accountOf(i) == 0 ? 1 : 0;
        }

        assertNear(EVENTS / 5, hot);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hot", "hot:1:50", "zipf:0.99", "hot:200%:50%", "one:200%"})
    void shouldRefuseASkewThatItDoesNotKnow(final String text) {
        assertThrows(IllegalArgumentException.class, () -> Skew.of(text));
    }

    private static void assertNear(final int expected, final int count) {
        assertTrue(Math.abs(count - expected) < EVENTS / 50, () -> "expected=" + expected + " count=" + count);
    }
}
