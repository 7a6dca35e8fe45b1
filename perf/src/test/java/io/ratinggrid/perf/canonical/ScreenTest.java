package io.ratinggrid.perf.canonical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ScreenTest {
    private final Tally tally = new Tally();
    private final StringWriter out = new StringWriter();

    @Test
    void shouldLeaveARoundThatFailedOutOfMedians() {
        tally.add("round 1", Map.of(Round.LIMIT_CPU, 5.0, Round.LIMIT_RATE, 100.0), List.of());
        tally.add("round 2", Map.of(Round.LIMIT_CPU, 50.0), List.of("ingest: [] rate missed"));

        assertEquals(List.of(5.0), tally.figures().get(Round.LIMIT_CPU).values());
        final String screen = screen(false);
        assertTrue(screen.contains("|         5.00 |          100 |"), screen);
        assertTrue(
                screen.contains("FAIL: round 2: ingest: [] rate missed\nnot counted: ingest: [] rate missed\n"),
                screen);
        assertTrue(screen.matches("(?s).*\n    limit: CPU us an event +50.00\n.*"), screen);
        assertFalse(screen.contains("gateway's books"), screen);
    }

    @Test
    void shouldShowThatNoRoundCounts() {
        tally.add("round 1", Map.of(), List.of("broke off: java.io.IOException: no space"));
        final String screen = screen(false);
        assertTrue(screen.contains("|            - |            - |"), screen);
        assertTrue(screen.contains("not counted: broke off: java.io.IOException: no space\n"), screen);
    }

    private String screen(final boolean good) {
        new Screen(new PrintWriter(out)).show(new Result(Map.of(), "", tally.figures(), tally.notCounted(), good));
        return out.toString();
    }
}
