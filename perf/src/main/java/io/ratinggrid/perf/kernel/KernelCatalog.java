package io.ratinggrid.perf.kernel;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.RateDeck;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.source.CatalogLoad;
import io.ratinggrid.rating.catalog.source.CatalogSource;

/** The benchmarks' catalog with a deck of any size, written to files and loaded as a user's catalog is. */
final class KernelCatalog implements AutoCloseable {
    private static final long SEED = 20260101;
    private static final String[] INCREMENTS = {"60/60", "60/6", "60/1", "30/6", "1/1"};
    private static final int PRICES = 500;

    private final List<String> prefixes;
    private final Path directory;

    /** Writes the files to a directory of their own, which {@link #close} removes. */
    KernelCatalog(final int deckRows) {
        prefixes = DialPrefixes.of(deckRows, SEED);
        try {
            directory = Files.createTempDirectory("ratinggrid-kernels");
            try (InputStream yaml = KernelCatalog.class.getResourceAsStream("catalog.yaml")) {
                Files.copy(yaml, directory.resolve("catalog.yaml"));
            }
            writeDeck(directory.resolve("retail.csv"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeDeck(final Path file) throws IOException {
        final Random random = new Random(SEED);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("prefix,destination,rate per minute,increment,connect fee\n");
            for (final String prefix : prefixes) {
                out.write(prefix);
                out.write(",area " + prefix.substring(0, Math.min(4, prefix.length())));
                out.write("," + BigDecimal.valueOf(1 + random.nextInt(PRICES), 4));
                out.write("," + INCREMENTS[random.nextInt(INCREMENTS.length)]);
                out.write(random.nextInt(10) == 0 ? ",0.05\n" : ",\n");
            }
        }
    }

    /** Prefixes of the deck, in random order. */
    List<String> prefixes() {
        return prefixes;
    }

    /** Reads and checks the files; a catalog that does not load is a mistake here. */
    CatalogLoad load() {
        final CatalogLoad load = CatalogSource.load(directory);
        if (!load.problems().isEmpty()) {
            throw new IllegalStateException(load.problems().toString());
        }
        return load;
    }

    CatalogHistory compile() {
        return new CatalogHistory(
                load().versions().stream().map(CatalogCompiler::compile).toList());
    }

    /** The deck of a compiled kernel catalog. */
    static RateDeck deckOf(final Catalog catalog) {
        final Charge charge = catalog.plan(Symbol.of("deck")).charges(Symbol.of("voice"))[0];
        return charge.pricing(0).deck();
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(KernelCatalog::delete);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(final Path file) {
        try {
            Files.delete(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
