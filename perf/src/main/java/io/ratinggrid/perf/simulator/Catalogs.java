package io.ratinggrid.perf.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.source.CatalogSource;

/**
 * What is sold: one version from the beginning, one that is published while events come and is effective from {@link #SECOND_MS} on.
 *
 * @param models by the time at which they become effective
 * @param hashes that they are published under, in the same order
 */
record Catalogs(List<CatalogModel> models, List<String> hashes, CatalogBook book) {
    /** When the second version is effective. */
    static final long SECOND_MS = SimClock.BEGIN_MS + 30_000;

    private static final List<String> NAMES = List.of("first", "second");

    /** Reads the catalogs of all worlds; they do not depend on a seed. */
    static Catalogs load() {
        try {
            final Path directory = Files.createTempDirectory("ratinggrid-simulator");
            try {
                return load(directory);
            } finally {
                for (final String name : NAMES) {
                    Files.deleteIfExists(directory.resolve(name).resolve("catalog.yaml"));
                    Files.deleteIfExists(directory.resolve(name));
                }
                Files.delete(directory);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("catalogs of the simulator cannot be read", e);
        }
    }

    private static Catalogs load(final Path directory) throws IOException {
        for (final String name : NAMES) {
            final Path version = Files.createDirectories(directory.resolve(name));
            try (var file = Catalogs.class.getResourceAsStream(name + ".yaml")) {
                Files.write(version.resolve("catalog.yaml"), file.readAllBytes());
            }
        }
        final var loaded = CatalogSource.load(directory);
        if (!loaded.ok()) {
            throw new IllegalStateException("catalogs of the simulator: " + loaded.problems());
        }
        final Map<String, Catalog> byHash = new LinkedHashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
            byHash.put(NAMES.get(i), CatalogCompiler.compile(loaded.versions().get(i)));
        }
        return new Catalogs(loaded.versions(), NAMES, new CatalogBook(byHash));
    }
}
