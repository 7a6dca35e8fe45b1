package io.ratinggrid.perf.canonical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.ratinggrid.perf.result.Result;
import io.ratinggrid.perf.result.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void shouldSayWhatWasReconciledAndHowTimesWereTaken() {
        tally.add("round 1", Map.of(Round.INGEST_P50, 1.0, Round.PACED_P50, 2.0, Round.BASELINE_P50, 3.0), List.of());
        final List<String> lines = screen(true).lines().toList();
        assertEquals(
                List.of(
                        "Each event is in the journal once, as it was drawn and as an engine of one's own rates it; all are"
                                + " answered; 200 accounts drawn by the seed are told as they should be.",
                        "took 4 min 12 s"),
                lines.subList(lines.size() - 2, lines.size()));
        for (final String bulk : List.of("| grid, as fast as it goes ", "| baseline, as fast as it goes ")) {
            assertTrue(
                    lines.stream()
                            .anyMatch(line ->
                                    line.startsWith(bulk) && line.endsWith(" | closed loop: behind a backlog |")),
                    lines::toString);
        }
        assertTrue(
                lines.stream().anyMatch(line -> line.endsWith(" | open loop: from the planned moment |")),
                lines::toString);
    }

    @ParameterizedTest
    @CsvSource({"0, took 0 s", "59, took 59 s", "60, took 1 min 0 s", "3723, took 62 min 3 s"})
    void shouldTellHowLongItTook(final long seconds, final String text) {
        assertEquals(text, Screen.took(Duration.ofSeconds(seconds)));
    }

    private String screen(final boolean good) {
        new Screen(new PrintWriter(out))
                .show(new Result(Map.of(), "", tally.figures(), tally.notCounted(), good), Duration.ofSeconds(252));
        return out.toString();
    }
}
