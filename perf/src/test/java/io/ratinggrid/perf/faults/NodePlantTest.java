package io.ratinggrid.perf.faults;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is planted must go with the source as it is now: known here within seconds, and not only where nodes are started with it. */
final class NodePlantTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(NodePlant.class)
    void shouldCompile(final NodePlant plant) throws Exception {
        final Plant planted = plant.into(new Plant(Path.of(".."), directory));
        assertDoesNotThrow(planted::compile);
    }
}
