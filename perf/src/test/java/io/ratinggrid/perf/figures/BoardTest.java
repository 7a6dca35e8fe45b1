package io.ratinggrid.perf.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.perf.canonical.Result;
import io.ratinggrid.perf.canonical.Round;
import io.ratinggrid.perf.rig.Sample;
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
            board.add(Map.of(Round.OVER_LIMIT, value, "beside", 1_234_567.0));
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
        board.problem("round 2, soak", "rate missed");
        assertHas("FAIL: round 2, soak: rate missed");
        assertFalse(board.text().contains("is reconciled"), board::text);
        assertFalse(board.isGood());
    }

    @Test
    void shouldKeepEachValueOfEachRound() throws Exception {
        board.add(Map.of(Round.OVER_LIMIT, 0.5));
        board.add(Map.of(Round.OVER_LIMIT, 0.25));
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

        board.problem("round 2, soak", "rate missed");
        board.write(directory);
        assertFalse(Result.read(directory.resolve("result.json")).good());
    }

    private void assertHas(final String line) {
        assertTrue(board.text().contains(line), board::text);
    }
}
