package io.ratinggrid.perf.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.perf.canonical.Round;
import io.ratinggrid.perf.result.NotCounted;
import io.ratinggrid.perf.result.Result;
import io.ratinggrid.perf.result.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardTest {
    @TempDir
    private Path directory;

    private final Map<String, String> environment = new LinkedHashMap<>(Map.of("machine", "one", "flags", "-X"));
    private final Board board = new Board(environment, "--rounds 3");

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            at least, 0.29, not reached
            at least, 0.30, reached
            at least, 0.59, reached
            at least, 0.60, 'reached, the aim too'
            at most,  0.61, not reached
            at most,  0.60, reached
            at most,  0.31, reached
            at most,  0.30, 'reached, the aim too'
            """)
    void shouldHoldTheMedianAgainstFloorAndAim(final String which, final double value, final String verdict) {
        final Target target =
                "at least".equals(which) ? Target.atLeast("a", 0.30, 0.60) : Target.atMost("a", 0.60, 0.30);
        assertEquals(verdict, target.verdict(new Sample(List.of(0.0, value, 100.0))));
    }

    @Test
    void shouldShowMedianLeastAndMostOfAllRounds() {
        for (final double value : new double[] {0.5, 0.2, 0.4}) {
            board.add("round", Map.of(Round.OVER_LIMIT, value, "beside", 1_234_567.0), List.of());
        }
        assertHas("| limit over ingest, CPU | 0.40 | 0.20 | 0.50 | 3 | >= 0.30 | 0.60 | reached |");
        assertHas("| soak: longest stall ms | | | | 0 | <= 500 | 50.00 | not measured |");
        assertHas("| beside | 1,234,567 | 1,234,567 | 1,234,567 | 3 |");
        assertEquals(1, board.text().split("limit over ingest, CPU", -1).length - 1);
        assertHas("Every run of every round is reconciled");
        assertTrue(board.isGood());
    }

    @Test
    void shouldNameWhatFailed() {
        board.add("round 2, soak", Map.of(), List.of("rate missed"));
        assertHas("FAIL: round 2, soak: rate missed");
        assertFalse(board.text().contains("is reconciled"), board::text);
        assertFalse(board.isGood());
    }

    @Test
    void shouldLeaveWhatFailedOutOfMedians() {
        board.add("round 1, ingest", Map.of(Round.RECOVERY_S, 9.0), List.of());
        board.add("round 2, ingest", Map.of(Round.RECOVERY_S, 50.0), List.of("rate missed", "a1 differs"));
        board.add("round 2, soak", Map.of(SoakPart.LONGEST, 612.0), List.of("rate missed"));
        board.leaveOut("round 2", Map.of(Round.OVER_LIMIT, 0.25));

        assertHas("| " + Round.RECOVERY_S + " | 9.00 | 9.00 | 9.00 | 1 | <= 10.00 | 2.00 | reached |");
        assertHas("| soak: longest stall ms | | | | 0 | <= 500 | 50.00 | not counted: rate missed |");
        assertHas("| limit over ingest, CPU | | | | 0 | >= 0.30 | 0.60 | not counted: of a part that is not counted |");
        assertHas("| " + Round.RECOVERY_S + " | 50.00 | round 2, ingest | not counted: rate missed; a1 differs |");
        assertHas("| soak: longest stall ms | 612 | round 2, soak | not counted: rate missed |");
        assertHas("FAIL: round 2, soak: rate missed\n");
        assertFalse(board.text().contains("FAIL: round 2: "), board::text);
    }

    @Test
    void shouldKeepWhatFailedApart() throws Exception {
        board.add("round 1, soak", Map.of(SoakPart.LONGEST, 612.0), List.of("rate missed"));
        board.write(directory);
        final Result result = Result.read(directory.resolve("result.json"));
        assertEquals(Map.of(), result.figures());
        assertEquals(
                List.of(new NotCounted("round 1, soak", List.of("rate missed"), Map.of(SoakPart.LONGEST, 612.0))),
                result.notCounted());
    }

    @Test
    void shouldKeepEachValueOfEachRound() throws Exception {
        board.add("round 1", Map.of(Round.OVER_LIMIT, 0.5), List.of());
        board.add("round 2", Map.of(Round.OVER_LIMIT, 0.25), List.of());
        board.write(directory);
        final Result result = Result.read(directory.resolve("result.json"));
        assertEquals(List.of(0.5, 0.25), result.figures().get(Round.OVER_LIMIT).values());
        assertEquals("--rounds 3", result.settings());
        assertEquals("one", result.environment().get("machine"));
        assertTrue(result.environment().containsKey("load after"));
        assertTrue(result.good());
        final String page = Files.readString(directory.resolve("figures.md"));
        assertTrue(page.contains("- machine: one\n") && page.endsWith(board.text()), page);
        assertFalse(page.contains("flags"), page);

        board.add("round 2, soak", Map.of(), List.of("rate missed"));
        board.write(directory);
        assertFalse(Result.read(directory.resolve("result.json")).good());
    }

    private void assertHas(final String line) {
        assertTrue(board.text().contains(line), board::text);
    }
}
