package io.ratinggrid.perf.workload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The catalog of the canonical workload: deck, bands, tiers and buckets, written to files as a user's is. */
public final class CanonicalCatalog {
    /** Prefixes of the deck unless others are asked for. */
    public static final int PREFIXES = 200_000;

    private static final long SEED = 20260101;

    private CanonicalCatalog() {}

    /** The deck's prefixes: the same number gives the same ones. */
    public static List<String> prefixes(final int count) {
        return DialPrefixes.of(count, SEED);
    }

    /** Writes the files into a directory, which is made if missing. */
    public static Path write(final Path directory, final List<String> prefixes) throws IOException {
        Files.createDirectories(directory);
        try (InputStream yaml = CanonicalCatalog.class.getResourceAsStream("catalog.yaml")) {
            Files.write(directory.resolve("catalog.yaml"), yaml.readAllBytes());
        }
        DeckFile.write(directory.resolve("retail.csv"), prefixes, SEED);
        return directory;
    }
}
