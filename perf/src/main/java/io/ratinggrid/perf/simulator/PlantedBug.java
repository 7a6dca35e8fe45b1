package io.ratinggrid.perf.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.ratinggrid.perf.faults.Plant;

/**
 * A bug that the simulator must find.
 *
 * @param name  of it
 * @param kinds of problems, one of which it must show as
 * @param parts of the real source that are replaced
 */
record PlantedBug(String name, Set<String> kinds, List<Part> parts) {

    /** A piece of a source file, which is there once, and what stands in its place. */
    record Part(String module, String source, String piece, String by) {}

    /** Compiles it into a directory of its own. */
    Path plant(final Path root, final Path directory) throws IOException {
        final Plant plant = new Plant(root, directory.resolve(name.replace(' ', '-')));
        for (final Part part : parts) {
            plant.replace(part.module(), part.source(), part.piece(), part.by());
        }
        return plant.compile().classes();
    }
}
