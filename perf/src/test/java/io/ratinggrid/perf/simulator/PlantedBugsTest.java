package io.ratinggrid.perf.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bugs planted in the real source: the simulator finds each within some nights, or it proves nothing. {@code -Dratinggrid.seed=N}. */
@Execution(ExecutionMode.CONCURRENT)
final class PlantedBugsTest {
    @TempDir
    private Path directory;

    static List<String> names() {
        return PlantedBugs.ALL.stream().map(PlantedBug::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldBeFound(final String name) throws IOException {
        final PlantedBug bug = PlantedBugs.ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        final long seed = Long.getLong("ratinggrid.seed", new Random().nextInt(Integer.MAX_VALUE));
        final Map<String, Integer> seen = new TreeMap<>();
        try (PlantedProgram program = new PlantedProgram(bug.plant(Path.of(".."), directory))) {
            final int nights = PlantedSearch.find(bug, program, seed, seen);
            System.out.println("planted: " + name + " seed=" + seed + " nights=" + nights + " " + seen);
        }
        assertTrue(
                !Collections.disjoint(seen.keySet(), bug.kinds()),
                () -> name + " seed=" + seed + " found only " + seen);
    }
}
