package io.ratinggrid.node.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked figures 1 to 15 with their variants, from the command scripts that people can run. */
class FiguresTest {
    private static final Path SAMPLES = Path.of("../rating-compute/src/main/resources/samples");

    @Test
    void shouldComeToTheFigures() throws Exception {
        final List<FigureResult> results = Figures.run(SAMPLES);
        assertEquals(List.of(), wrong(results), () -> String.join("\n", FiguresTable.lines(results)));
        final Set<Integer> figures = results.stream().map(FigureResult::figure).collect(Collectors.toSet());
        assertEquals(Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), figures);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 14, 15})
    void shouldComeToTheFiguresHoweverUsageIsCut(final int figure) throws Exception {
        final List<FigureResult> results = Figures.runCuts(SAMPLES, figure);
        assertEquals(List.of(), wrong(results), () -> String.join("\n", FiguresTable.lines(results)));
        assertTrue(results.size() > 1);
    }

    private static List<FigureResult> wrong(final List<FigureResult> results) {
        return results.stream().filter(result -> !result.ok()).toList();
    }
}
